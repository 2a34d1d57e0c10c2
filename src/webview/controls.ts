/**
 * The form controls of the page. The only file that imports the toolkit: it is no longer developed, so a replacement
 * must be one file's work.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeBadge,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDivider,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { fill, h, type Attributes, type Child } from './dom.ts';

/** Defines the custom elements; once, before the first control is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeBadge(),
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDivider(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

const make = (tag: string, attributes: Attributes, ...children: readonly Child[]): HTMLElement =>
  fill(document.createElement(tag), attributes, children);

export function createButton(label: string, appearance: 'primary' | 'secondary', pressed: () => void): HTMLElement {
  const button = make('vscode-button', { appearance }, label);
  button.addEventListener('click', pressed);
  return button;
}

export interface BusyButton {
  readonly element: HTMLElement;
  /** While busy it cannot be pressed and shows that something is under way. */
  setBusy(busy: boolean): void;
}

/** For what takes a while. */
export function createBusyButton(label: string, pressed: () => void): BusyButton {
  const element = createButton(label, 'secondary', pressed);
  return {
    element,
    setBusy: (busy) => {
      element.toggleAttribute('disabled', busy);
      element.setAttribute('aria-busy', String(busy));
      element.querySelector('vscode-progress-ring')?.remove();
      if (!busy) return;
      const ring = createProgressRing(`${label} is under way`);
      ring.slot = 'start';
      element.prepend(ring);
    },
  };
}

/** A quiet button with a sign for a label; the title says what it does. */
export function createIconButton(sign: string, title: string, pressed: () => void): HTMLElement {
  const button = make(
    'vscode-button',
    { appearance: 'icon', title, 'aria-label': title },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
  );
  button.addEventListener('click', pressed);
  return button;
}

export function createTextField(label: string, value: string, changed: (value: string) => void): HTMLElement {
  const field = make('vscode-text-field', { placeholder: label, 'aria-label': label }) as HTMLInputElement;
  field.value = value;
  field.addEventListener('input', () => changed(field.value));
  return field;
}

export function createCheckbox(label: string, checked: boolean, changed: (checked: boolean) => void): HTMLElement {
  const box = make('vscode-checkbox', {}, label) as HTMLInputElement;
  box.checked = checked;
  box.addEventListener('change', () => changed(box.checked));
  return box;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function createDropdown(
  label: string,
  choices: readonly Choice[],
  value: string,
  changed: (value: string) => void,
): HTMLElement {
  const dropdown = make(
    'vscode-dropdown',
    { 'aria-label': label },
    ...choices.map((choice) =>
      make('vscode-option', { value: choice.value, selected: choice.value === value }, choice.label),
    ),
  ) as HTMLSelectElement;
  dropdown.addEventListener('change', () => changed(dropdown.value));
  return dropdown;
}

let switches = 0;

/** A few choices side by side, one of them taken: the browser's own radio buttons, which bring their keys with them. */
export function createSwitch<V extends string>(
  label: string,
  choices: readonly { readonly value: V; readonly label: string; readonly title?: string }[],
  value: V,
  changed: (value: V) => void,
): HTMLElement {
  const name = `switch-${++switches}`;
  return h(
    'div',
    { class: 'switch', role: 'radiogroup', 'aria-label': label },
    ...choices.map((choice) => {
      const radio = h('input', { type: 'radio', name, value: choice.value, checked: choice.value === value });
      radio.addEventListener('change', () => changed(choice.value));
      return h('label', { title: choice.title }, radio, h('span', {}, choice.label));
    }),
  );
}

export const createBadge = (text: string): HTMLElement => make('vscode-badge', {}, text);
export const createDivider = (): HTMLElement => make('vscode-divider', { role: 'presentation' });
export const createProgressRing = (label: string): HTMLElement => make('vscode-progress-ring', { 'aria-label': label });

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  readonly content: HTMLElement;
}

/** Tabs with their panels; `selected` is called with the id of a tab that the user turns to. */
export function createTabs(
  label: string,
  tabs: readonly Tab[],
  active: string,
  selected: (id: string) => void,
): HTMLElement {
  const panels = make('vscode-panels', { 'aria-label': label, activeid: `tab-${active}` });
  for (const tab of tabs) {
    panels.append(
      make(
        'vscode-panel-tab',
        { id: `tab-${tab.id}` },
        tab.label,
        tab.count === undefined ? null : createBadge(String(tab.count)),
      ),
    );
  }
  for (const tab of tabs) panels.append(make('vscode-panel-view', { id: `view-${tab.id}` }, tab.content));
  panels.addEventListener('change', (event) => {
    const id = (event as CustomEvent<HTMLElement | undefined>).detail?.id;
    // Dropdowns and checkboxes inside a panel bubble the same event.
    if (event.target === panels && id) selected(id.slice('tab-'.length));
  });
  return panels;
}
