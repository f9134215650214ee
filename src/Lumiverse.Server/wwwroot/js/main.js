import '/_lumiverse/lumiverse.js';
import { announce } from './announce.js';
import { chats, people, samples, session } from './api.js';
import { ChatList } from './chatlist.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { byId } from './dom.js';
import { closeDrawers, setUpDrawers } from './drawers.js';
import { Gallery } from './gallery.js';
import { askForChat } from './newchat.js';
import { showNotice } from './notice.js';
import { Player } from './player.js';
import { Scene } from './scene.js';
import { askToSignIn } from './signin.js';
import { goToSamples, showWelcome } from './welcome.js';

const scene = new Scene(report);
const conversation = new Conversation(byId('conversation'), report);
const gallery = new Gallery((id) => { location.hash = id; }, report);
const chatList = new ChatList(byId('chat-list'), { onOpen: openChat, onDeleted: leaveDeleted, onError: report });
const composer = new Composer((text, isUser) => say(current, text, isUser));
const player = new Player((chatId, text, isUser) => say(chatId, text, isUser));
let current = null;
let isSigningIn = false;

window.addEventListener('lumi-signed-out', signIn);
window.addEventListener('hashchange', () => followAddress().catch(report));
byId('new-chat').addEventListener('click', newChat);
byId('open-gallery').addEventListener('click', () => { closeDrawers(); gallery.open(current); });
byId('show-samples').addEventListener('click', () => showSamples().catch(report));
byId('sign-out').addEventListener('click', () => session.signOut().then(() => location.reload(), report));
setUpDrawers();
start().catch(report);

async function start() {
  const user = await session.read().catch((error) => (error.status === 401 ? signIn() : Promise.reject(error)));
  if (!user) return;
  byId('app').hidden = false;
  byId('sign-out').hidden = !user.can_sign_out;
  await chatList.load();
  await followAddress();
}

function signIn() {
  if (isSigningIn) return;
  isSigningIn = true;
  scene.close();
  gallery.close();
  current = null;
  byId('app').hidden = true;
  askToSignIn(() => { isSigningIn = false; start().catch(report); });
}

/** The open chat is in the address, so that it can be reloaded, bookmarked and reached with the back button. */
async function followAddress() {
  const id = location.hash.slice(1);
  if (id && id === current) return;
  const chat = (await chatList.load()).find((one) => one.id === id);
  if (location.hash.slice(1) !== id) return; // Left meanwhile: the address that counts is followed by itself.
  if (chat) await openChat(chat);
  else await showStart();
}

async function openChat(chat) {
  current = chat.id;
  location.hash = chat.id;
  player.leave(chat.id);
  closeDrawers();
  showStage(true, chat.title);
  chatList.mark(chat.id);
  scene.open(chat.id);
  nameCharacter(chat).catch(report);
  await conversation.open(chat).catch(report);
}

async function nameCharacter(chat) {
  composer.open('the narrator');
  const character = chat.character_id && (await people.characters()).data.find((one) => one.id === chat.character_id);
  if (character && current === chat.id) composer.open(character.name);
}

async function showStart() {
  current = null;
  player.leave(null);
  closeDrawers();
  scene.close();
  conversation.close();
  composer.close();
  chatList.mark(null);
  showStage(false, 'Lumiverse');
  await showWelcome({ onPlay: play, onNewChat: newChat });
}

async function showSamples() {
  if (location.hash) history.pushState(null, '', location.pathname); // Heard by nobody: this shows the start already.
  await showStart();
  goToSamples();
}

function showStage(isChat, title) {
  byId('app').dataset.view = isChat ? 'chat' : 'start';
  byId('welcome').hidden = isChat;
  byId('conversation').hidden = !isChat;
  byId('chat-title').textContent = title || 'A chat without a title';
  document.title = isChat ? `${title} · Lumiverse` : 'Lumiverse';
}

function newChat() {
  askForChat((chat) => { chatList.add(chat); openChat(chat).catch(report); }).catch(report);
}

async function play(sample) {
  try {
    const prepared = await samples.prepare(sample.id);
    chatList.add(prepared.chat);
    await openChat(prepared.chat);
    await player.start(sample.title, prepared.chat.id, prepared.messages);
  } catch (error) {
    report(error);
  }
}

async function say(chatId, text, isUser) {
  try {
    conversation.append(await chats.say(chatId, text, isUser));
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

function leaveDeleted(chat) {
  announce('The chat was deleted.');
  if (chat.id === current) location.hash = '';
}

function report(error) {
  if (error.status === 401) return;
  showNotice(error.message);
}
