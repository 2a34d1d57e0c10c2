/** Entry of the panel and of the standalone report: connects, waits for the report, shows it. */
import './styles/theme.css';
import './styles/page.css';
import './styles/answer.css';
import './styles/trials.css';
import './styles/comparison.css';
import './styles/table.css';
import './styles/flame.css';
import './styles/viewer.css';
import './styles/lanes.css';
import { createButton, createProgressRing, registerControls } from './controls.ts';
import { h } from './dom.ts';
import { connect, readyMessage } from './host.ts';
import { followSystemTheme } from './theme.ts';
import { createComparisonPage } from './views/comparison/page.ts';
import { createProfilePage } from './viewer/page/profilePage.ts';
import { createPage, type Page } from './views/page.ts';

const host = connect();
if (host.standalone) followSystemTheme();
registerControls();
let page: Page | null = null;

const show = (content: HTMLElement) => document.body.replaceChildren(...keptElements(), content);
/** The data of a standalone report stays in the page, so that the file can be saved again. */
const keptElements = (): Element[] => [...document.body.querySelectorAll(':scope > script')];

host.onMessage((message) => {
  switch (message.type) {
    case 'report': {
      page?.dispose();
      page = createPage(message.capture, message.report, host);
      show(page.element);
      document.title = message.capture.title;
      page.restoreScroll();
      break;
    }
    case 'comparison': {
      page?.dispose();
      page = createComparisonPage(message.comparison, message.titles, host);
      show(page.element);
      document.title = `${message.titles.before} and ${message.titles.after}`;
      page.restoreScroll();
      break;
    }
    case 'profileFiles': {
      page?.dispose();
      page = createProfilePage(message, host);
      show(page.element);
      document.title = message.title;
      break;
    }
    case 'failed':
      show(createFailure(message.message));
      break;
    default:
      page?.receive(message);
  }
});

function createFailure(message: string): HTMLElement {
  return h(
    'main',
    { class: 'page' },
    h(
      'div',
      { class: 'page-message', role: 'alert' },
      h('p', {}, message),
      host.standalone ? null : createButton('Show Log', 'secondary', () => host.send({ type: 'showLog' })),
    ),
  );
}

window.addEventListener('scrollend', () => page?.scrolled());

show(
  h(
    'main',
    { class: 'page' },
    h(
      'div',
      { class: 'empty loading page-message', role: 'status' },
      createProgressRing('Loading'),
      'Loading the report…',
    ),
  ),
);
host.send(readyMessage(host));
