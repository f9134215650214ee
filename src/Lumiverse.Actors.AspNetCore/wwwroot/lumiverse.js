import { LumiBackground } from './background/element.js';
import { LumiConnections } from './connections/element.js';
import { LumiGallery } from './gallery/element.js';
import { LumiImagePanel } from './panel/element.js';

export { configure } from './shared/api.js';
export { translate } from './shared/texts.js';

customElements.define('lumi-background', LumiBackground);
customElements.define('lumi-connections', LumiConnections);
customElements.define('lumi-gallery', LumiGallery);
customElements.define('lumi-image-panel', LumiImagePanel);
