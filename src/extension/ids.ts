/** Every name that package.json and the code must agree on, once. A test compares them with the manifest. */

/** Commands that the palette offers. */
export const commands = {
  profileFile: 'profileConcurrency.profileFile',
  attach: 'profileConcurrency.attach',
  stop: 'profileConcurrency.stop',
  openCapture: 'profileConcurrency.openCapture',
  applyRecommendation: 'profileConcurrency.applyRecommendation',
  trialFunction: 'profileConcurrency.trialFunction',
  compare: 'profileConcurrency.compare',
  openProfileFolder: 'profileConcurrency.openProfileFolder',
  clearAnnotations: 'profileConcurrency.clearAnnotations',
  showLog: 'profileConcurrency.showLog',
  showOutput: 'profileConcurrency.showOutput',
} as const;

/** Commands of the view, the status bar and the messages; the palette hides them. */
export const innerCommands = {
  openListedCapture: 'profileConcurrency.openListedCapture',
  revealCapture: 'profileConcurrency.revealCapture',
  deleteCapture: 'profileConcurrency.deleteCapture',
  exportHtml: 'profileConcurrency.exportHtml',
  profileAgain: 'profileConcurrency.profileAgain',
  profileAgainAndCompare: 'profileConcurrency.profileAgainAndCompare',
  selectForCompare: 'profileConcurrency.selectForCompare',
  compareWithSelected: 'profileConcurrency.compareWithSelected',
  compareSelected: 'profileConcurrency.compareSelected',
  openProfiles: 'profileConcurrency.openProfiles',
  compareProfiles: 'profileConcurrency.compareProfiles',
  refreshCaptures: 'profileConcurrency.refreshCaptures',
} as const;

export const views = { captures: 'profileConcurrency.captures' } as const;

/** The panel's type; VS Code finds its serializer by it after a reload of the window. */
export const panelType = 'profileConcurrency.report';
export const comparisonPanelType = 'profileConcurrency.comparison';
/** Of several profile files: a folder, a selection, two that are compared. */
export const profilesPanelType = 'profileConcurrency.profiles';

/** Editors that VS Code opens for a file. */
export const captureEditorType = 'profileConcurrency.capture';
export const profileEditorTypes = {
  cpuProfile: 'profileConcurrency.cpuProfile',
  heapProfile: 'profileConcurrency.heapProfile',
  chromeTrace: 'profileConcurrency.chromeTrace',
} as const;

/** `when` clauses of the manifest read these. */
export const contextKeys = {
  running: 'profileConcurrency.running',
  annotated: 'profileConcurrency.annotated',
  /** A program has run in this window, so there is output to show. */
  output: 'profileConcurrency.output',
  /** A capture has been chosen to compare another with. */
  selectedForCompare: 'profileConcurrency.selectedForCompare',
} as const;

export const settingsSection = 'profileConcurrency';
/** Below `profileConcurrency.`. */
export const settingKeys = {
  nodePath: 'nodePath',
  nodeArguments: 'nodeArguments',
  arguments: 'arguments',
  cwd: 'cwd',
  env: 'env',
  envFile: 'envFile',
  engine: 'engine',
  cpuSamplingInterval: 'cpuSamplingInterval',
  heapMode: 'heapMode',
  heapSamplingInterval: 'heapSamplingInterval',
  attachDuration: 'attachDuration',
  trialInputsFile: 'trial.inputsFile',
  trialModels: 'trial.models',
  trialRepeat: 'trial.repeat',
  trialTimeLimit: 'trial.timeLimit',
  trialRedisUrl: 'trial.redisUrl',
  captureFolder: 'captureFolder',
  revealTerminal: 'revealTerminal',
  codeLens: 'codeLens.enabled',
  hover: 'hover.enabled',
  lineHeat: 'annotations.lineHeat',
} as const;

/** Of the hot lines in the editors; themes and users may choose others. */
export const heatColours = {
  low: { background: 'profileConcurrency.lineHeat.lowBackground', mark: 'profileConcurrency.lineHeat.lowMark' },
  medium: {
    background: 'profileConcurrency.lineHeat.mediumBackground',
    mark: 'profileConcurrency.lineHeat.mediumMark',
  },
  high: { background: 'profileConcurrency.lineHeat.highBackground', mark: 'profileConcurrency.lineHeat.highMark' },
} as const;

/** Value of a capture's tree item, for the view's menus. */
export const captureItem = 'capture';
