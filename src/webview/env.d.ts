/** The bundled source of a worker as a string; see the plugin in scripts/build.mjs. */
declare module 'worker:*' {
  const text: string;
  export default text;
}
/** Collected by the bundler into webview.css. */
declare module '*.css';
