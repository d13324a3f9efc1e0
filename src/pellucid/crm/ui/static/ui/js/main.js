// What pages do beyond links and forms. Each module works for markup that arrives later too: it listens at the document.
import "./choices.js";
import "./keyboard.js";
import "./floats.js";
import "./panel.js";
import "./list.js";
import "./palette.js";
import "./toasts.js";
import "./tabs.js";
import "./drop.js";
import "./inline.js";
import "./drafts.js";
