/** Reads the editor's theme where CSS cannot reach: canvases and charts. */
import type { ThemeKind } from './flame/colours.ts';

export function themeKind(): ThemeKind {
  const { classList } = document.body;
  if (classList.contains('vscode-high-contrast-light')) return 'high-contrast-light';
  if (classList.contains('vscode-high-contrast')) return 'high-contrast';
  return classList.contains('vscode-light') ? 'light' : 'dark';
}

/** Computed value of a custom property such as `--vscode-foreground`. */
export function token(name: string): string {
  return getComputedStyle(document.body).getPropertyValue(name).trim();
}

/**
 * Calls back after the theme has changed, until the function that it gives is called. The editor exchanges the body's
 * class and the root's variables.
 */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => observer.disconnect();
}

/** Outside the editor the system's preference decides; the body gets the class that the editor would have set. */
export function followSystemTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const apply = () => {
    const names = ['vscode-light', 'vscode-dark', 'vscode-high-contrast', 'vscode-high-contrast-light'];
    document.body.classList.remove(...names);
    if (contrast.matches)
      document.body.classList.add(dark.matches ? 'vscode-high-contrast' : 'vscode-high-contrast-light');
    else document.body.classList.add(dark.matches ? 'vscode-dark' : 'vscode-light');
  };
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
}
