import { button, el } from '../dom.js';
import { texts } from './texts.js';

/** As many as the server keeps, and as large as its body limit bears with all of them. */
const MOST_PICTURES = 16;
const MOST_BYTES = 7 * 1024 * 1024;

/** Pictures that are sent along as references: chosen or dropped, shown small, removed one by one. */
export class Pictures {
  #pictures;
  #strip = el('div', { className: 'reference-strip' });
  #problem = el('p', { className: 'problem', role: 'alert' });
  #input = el('input', { type: 'file', accept: 'image/png,image/jpeg,image/webp', multiple: true, className: 'hidden', tabIndex: -1 });

  constructor(pictures, label) {
    this.#pictures = [...pictures];
    this.#input.setAttribute('aria-label', label);
    this.#input.addEventListener('change', () => this.#add(this.#input.files));
    const adder = button(texts.addPictures, () => this.#input.click(), { className: 'quiet' });
    this.node = el('div', { className: 'reference-drop' }, this.#strip, el('div', { className: 'row' }, adder, this.#input), this.#problem);
    this.node.addEventListener('dragover', (event) => event.preventDefault());
    this.node.addEventListener('drop', (event) => { event.preventDefault(); this.#add(event.dataTransfer.files); });
    this.#draw();
  }

  get value() {
    return this.#pictures.length ? this.#pictures : undefined;
  }

  async #add(files) {
    this.#problem.textContent = '';
    for (const file of files) {
      if (this.#pictures.length >= MOST_PICTURES) this.#problem.textContent = texts.tooManyPictures(MOST_PICTURES);
      else if (file.size > MOST_BYTES) this.#problem.textContent = texts.tooLarge(file.name, MOST_BYTES / (1024 * 1024));
      else this.#pictures.push({ data: await base64(file), mimeType: file.type });
    }
    this.#input.value = '';
    this.#draw();
  }

  #draw() {
    this.#strip.replaceChildren(...this.#pictures.map((picture, index) => el('span', { className: 'reference' },
      el('img', { src: `data:${picture.mimeType ?? 'image/png'};base64,${picture.data}`, alt: '' }),
      button('✕', () => this.#remove(index), { className: 'icon small', 'aria-label': texts.removePicture(index + 1) }))));
  }

  #remove(index) {
    this.#pictures.splice(index, 1);
    this.#draw();
  }
}

const base64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});
