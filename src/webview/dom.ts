/** The few lines that take the place of a view framework: an element from a tag, attributes and children. */
export type Child = Node | string | null | undefined | false;
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * Makes an element. Attributes that are null, undefined or false are left out; true gives an empty attribute.
 * Text is set as text, never as HTML. There is no `style` attribute, because the content policy refuses it.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** Sets attributes and appends children to an element of any kind. */
export function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** An unordered list, or null when there is nothing to list. */
export function list(className: string, items: readonly string[]): HTMLUListElement | null {
  return items.length === 0 ? null : h('ul', { class: className }, ...items.map((item) => h('li', {}, item)));
}
