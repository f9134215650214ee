import { LumiConnections } from './element.js';

customElements.define('lumi-connections', LumiConnections);
