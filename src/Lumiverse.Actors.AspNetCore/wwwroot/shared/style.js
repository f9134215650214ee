/** A style sheet beside a module, shared by every element that adopts it. */
export async function sheet(url) {
  const made = new CSSStyleSheet();
  return made.replace(await (await fetch(url)).text());
}
