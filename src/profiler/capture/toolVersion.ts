declare const __TOOL_VERSION__: string | undefined;

/** The version of this build; the sources themselves, run without the build, have none. */
export const toolVersion = typeof __TOOL_VERSION__ === 'string' ? __TOOL_VERSION__ : '0.0.0-source';
