/**
 * Every sentence that a user may read when something is wrong: what happened, and what to do next. One factory each, so
 * that tone and next step can be reviewed together. Errors of our own making are bugs and are plain `Error`s.
 */
export class UserError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'UserError';
    this.code = code;
  }
}

export const scriptNotFound = (path: string) =>
  new UserError('scriptNotFound', `There is no file ${path}. Check the path, or run from the folder that holds it.`);

export const scriptIsFolder = (path: string) =>
  new UserError('scriptIsFolder', `${path} is a folder. Name the program file to run, such as ${path}/index.js.`);
export const scriptNotJavaScript = (path: string) =>
  new UserError(
    'scriptNotJavaScript',
    `${path} is not a program that Node.js can run. Give a .js, .mjs, .cjs, .ts, .mts or .cts file.`,
  );
export const scriptUnreadable = (path: string, reason: string) =>
  new UserError('scriptUnreadable', `The file ${path} cannot be read (${reason}). Check its permissions.`);
export const typeScriptUnsupported = (path: string, nodeVersion: string) =>
  new UserError(
    'typeScriptUnsupported',
    `Node.js ${nodeVersion} cannot run TypeScript on its own, and no tsx was found from ${path} upwards. ` +
      'Install tsx in your project (npm install --save-dev tsx), or use Node.js 22.18 or newer.',
  );
export const cwdNotFound = (path: string) =>
  new UserError('cwdNotFound', `The working directory ${path} does not exist. Check the setting or the path.`);

export const nodeNotFound = (wanted: string) =>
  new UserError(
    'nodeNotFound',
    wanted === 'node'
      ? 'There is no node on the PATH. Install Node.js 18 or newer, or name the binary (--node PATH).'
      : `There is no Node.js binary at ${wanted}. Check the path that --node or the setting names.`,
  );
export const nodeNotWorking = (path: string, reason: string) =>
  new UserError('nodeNotWorking', `${path} did not answer like a Node.js binary (${reason}). Name another one.`);
export const nodeTooOld = (path: string, version: string) =>
  new UserError('nodeTooOld', `${path} is Node.js ${version}; profiling needs 18 or newer. Name a newer binary.`);
export const startFailed = (command: string, reason: string) =>
  new UserError('startFailed', `${command} could not be started (${reason}).`);
export const agentMissing = (expected: string) =>
  new UserError('agentMissing', `The recording part is missing (${expected}). Run "npm run build", or install again.`);

// Attaching to a program that runs.
export const noSuchProcess = (pid: number) =>
  new UserError('noSuchProcess', `There is no process ${pid}. It may have ended; check the process id.`);
export const processNotPermitted = (pid: number) =>
  new UserError('processNotPermitted', `Process ${pid} belongs to another user. Attach as that user.`);
export const notANodeProcess = (pid: number, name: string) =>
  new UserError(
    'notANodeProcess',
    `Process ${pid} is ${name}, not Node.js. Name the process id of a Node.js program, or the address of an inspector.`,
  );
export const signalRefused = (pid: number) =>
  new UserError(
    'signalRefused',
    `Process ${pid} does not open its inspector on SIGUSR1 (--disable-sigusr1, or the signal is ignored). ` +
      'Start it with --inspect and name the address.',
  );
export const inspectorPortTaken = (pid: number, port: number) =>
  new UserError(
    'inspectorPortTaken',
    `Process ${pid} could not open its inspector, because another program listens on port ${port}. ` +
      'End that one or close its inspector, or start the program with --inspect-port=0.',
  );
export const inspectorDidNotOpen = (pid: number) =>
  new UserError(
    'inspectorDidNotOpen',
    `Process ${pid} did not open its inspector: it handles SIGUSR1 itself, sits in a long native call, or has an ` +
      'inspector elsewhere. Name the address of its inspector, or start it with --inspect.',
  );
export const otherProcessAnswers = (address: string, pid: number, wanted: number) =>
  new UserError(
    'otherProcessAnswers',
    `The inspector on ${address} belongs to process ${pid}, not to ${wanted}. Close it, then attach again.`,
  );
export const addressSilent = (address: string, reason: string) =>
  new UserError(
    'addressSilent',
    `Nothing answers on ${address} (${reason}). Check the address, and that the program runs with --inspect.`,
  );
export const notAnInspector = (address: string) =>
  new UserError(
    'notAnInspector',
    `What answers on ${address} is not the inspector of a program. Name the address that Node.js prints with --inspect.`,
  );
export const notNodeInspector = (address: string) =>
  new UserError(
    'notNodeInspector',
    `The program behind ${address} is not Node.js. Name the inspector of a Node.js program.`,
  );
export const programSilent = (address: string, seconds: number) =>
  new UserError(
    'programSilent',
    `The program behind ${address} did not answer within ${seconds} s: it sits in a long native call. Try again later.`,
  );
export const hangsUnderProfiler = (version: string) =>
  new UserError(
    'hangsUnderProfiler',
    `The program runs with --interpreted-frames-native-stack, with which Node.js ${version} can hang while its CPU is sampled. Start it without the flag, or with Node.js 22 or newer.`,
  );
export const attachedNodeTooOld = (version: string) =>
  new UserError(
    'attachedNodeTooOld',
    `The program runs on Node.js ${version}; profiling needs 18 or newer. Run it with a newer one.`,
  );
export const connectionLost = (address: string, reason: string) =>
  new UserError(
    'connectionLost',
    `The connection to ${address} ended before anything was measured (${reason}). Check that the program still runs.`,
  );

// Trials of one function.
export const trialModuleUnreadable = (file: string, reason: string) =>
  new UserError('trialModuleUnreadable', `The module ${file} cannot be read (${reason}). Check its permissions.`);
export const trialInputsUnreadable = (file: string, reason: string) =>
  new UserError('trialInputsUnreadable', `The inputs ${file} cannot be read (${reason}). Check the path.`);
export const trialInputsNotJson = (what: string, reason: string) =>
  new UserError(
    'trialInputsNotJson',
    `${what} cannot be read as JSON (${reason}). Give a JSON array, or a module whose default export makes one.`,
  );
/** `problem` such as "is empty". */
export const trialInputsNotList = (what: string, problem: string) =>
  new UserError(
    'trialInputsNotList',
    `${what} ${problem}. Give an array with the input of one call in each element, or --input JSON --times N.`,
  );
/** `reason` ends without a full stop. */
export const trialInputsUnusable = (reason: string) =>
  new UserError('trialInputsUnusable', `${reason}. Correct the inputs.`);
export const trialInputsDiffer = () =>
  new UserError(
    'trialInputsDiffer',
    'The module with the inputs makes other inputs each time. Seed its random numbers, so that all models get the same.',
  );
/** `step` begins the sentence, such as "Reading the inputs". */
export const trialInputsSlow = (step: string, seconds: number) =>
  new UserError(
    'trialInputsSlow',
    `${step} did not end within the time limit of ${seconds} s. ` +
      'Give fewer or smaller inputs, or a longer limit (--time-limit SECONDS).',
  );
export const trialImportFailed = (module: string, reason: string) =>
  new UserError('trialImportFailed', `${module} could not be imported (${reason}). Make it run by itself first.`);
export const trialImportHangs = (module: string, seconds: number) =>
  new UserError(
    'trialImportHangs',
    `Importing ${module} did not end within ${seconds} s: it runs a program instead of only defining functions. ` +
      'Put the function into a module of its own.',
  );
export const trialModuleListens = (module: string) =>
  new UserError(
    'trialModuleListens',
    `Importing ${module} starts a server, which every worker and process would start again on the same port. ` +
      'Put the function into a module of its own.',
  );
export const trialExportMissing = (module: string, name: string, exports: readonly string[]) =>
  new UserError(
    'trialExportMissing',
    exports.length === 0
      ? `${module} exports nothing, so ${name} cannot be called from outside. Export it.`
      : `${module} has no export ${name}. It exports ${exports.join(', ')}.`,
  );
export const trialNotAFunction = (module: string, name: string, type: string) =>
  new UserError(
    'trialNotAFunction',
    `The export ${name} of ${module} is not a function that can be called (${type}). Name an exported function.`,
  );
export const trialHostEnded = (name: string, reason: string) =>
  new UserError('trialHostEnded', `${name} could not be measured: ${reason}. Make it return instead.`);
/** `reason` such as "its process ended by SIGKILL". */
export const trialSerialEnded = (name: string, reason: string) =>
  new UserError(
    'trialSerialEnded',
    `${name} worked at first, and then could not be called serially any more: ${reason}. Try again with fewer or smaller inputs.`,
  );
export const trialAlwaysFails = (name: string, reason: string) =>
  new UserError('trialAlwaysFails', `Every call of ${name} fails (${reason}). Check the inputs; each is one argument.`);
export const trialTooSlow = (name: string, seconds: number) =>
  new UserError(
    'trialTooSlow',
    `Calling ${name} serially did not end within the time limit of ${seconds} s. ` +
      'Give inputs that take less time, or a longer limit (--time-limit SECONDS).',
  );

export const folderNotWritable = (path: string, reason: string) =>
  new UserError(
    'folderNotWritable',
    `The capture cannot be written to ${path} (${reason}). Choose another folder with --out or the setting.`,
  );
export const diskFull = (path: string) =>
  new UserError(
    'diskFull',
    `The disk that holds ${path} is full. Free some space, or choose another folder with --out.`,
  );
export const fileNotWritable = (path: string, reason: string) =>
  new UserError('fileNotWritable', `${path} cannot be written (${reason}). Choose another place.`);

/** `reason` ends without a full stop. */
export const engineUnavailable = (reason: string) =>
  new UserError(
    'engineUnavailable',
    `${reason}. Install it for that Node version beside the program, or use the inspector engine (--engine inspector).`,
  );

export const notACapture = (path: string) =>
  new UserError(
    'notACapture',
    `${path} is not a capture: it holds no capture.json of this profiler. Name the folder that a run printed as its capture.`,
  );

export const notAReport = (path: string, reason: string) =>
  new UserError(
    'notAReport',
    `${path} is not a report of this profiler (${reason}). Name a capture's folder, or what --json printed.`,
  );

export const captureNotFound = (path: string) =>
  new UserError('captureNotFound', `There is no folder ${path}. Name the folder that a run printed as its capture.`);
export const captureDamaged = (path: string, reason: string) =>
  new UserError('captureDamaged', `The capture ${path} is damaged: ${reason}. Record it again.`);
export const captureNewer = (path: string, version: number) =>
  new UserError(
    'captureNewer',
    `The capture ${path} has format version ${version}, which this profiler does not know. Update the profiler.`,
  );
export const captureInProgress = (path: string) =>
  new UserError('captureInProgress', `The capture ${path} is still being recorded. Wait for the program, or stop it.`);
/** Where only the content is known, not its path. */
export const noCpuProfileInside = (reason: string) =>
  new UserError(
    'noCpuProfileInside',
    `This is not a CPU profile: ${reason}. Choose a .cpuprofile file that Node, Chrome or VS Code has written.`,
  );
export const noHeapProfileInside = (reason: string) =>
  new UserError(
    'noHeapProfileInside',
    `This is not a heap profile: ${reason}. Choose a .heapprofile file that Node, Chrome or VS Code has written.`,
  );
// Files that are opened in the viewer; only their name is known.
export const notAProfile = (name: string, what: string) =>
  new UserError(
    'notAProfile',
    `${name} is not a profile: it is ${what}. Choose a .cpuprofile, a .heapprofile or a trace with CPU profiles.`,
  );
export const profileTooBig = (name: string, bytes: number, mostBytes: number) =>
  new UserError(
    'profileTooBig',
    `${name} has ${inMegabytes(bytes)} MB; files of this kind open up to ${inMegabytes(mostBytes)} MB. Record a shorter time.`,
  );
export const profileNeedsMoreMemory = (name: string, bytes: number) =>
  new UserError(
    'profileNeedsMoreMemory',
    `${name} (${inMegabytes(bytes)} MB) needs more memory than this view may have. Close other profiles, or record a shorter time.`,
  );
export const profileBroken = (name: string, offset: number, bytes: number) =>
  new UserError(
    'profileBroken',
    offset >= bytes
      ? `${name} ends too early, after ${offset} bytes, and nothing of it can be shown. Record it again.`
      : `${name} is no JSON from byte ${offset} on, and nothing of it can be shown. Record it again.`,
  );
export const notACpuProfile = (path: string, reason: string) =>
  new UserError('notACpuProfile', `${path} is not a CPU profile (${reason}). Record it again.`);

export const usage = (message: string) => new UserError('usage', `${message} See profile-concurrency --help.`);
export const notInThisVersion = (command: string) =>
  new UserError(
    'notInThisVersion',
    `"${command}" is not part of this version yet. Available: run, attach, report, compare, trial, calibrate.`,
  );
// Asked for in the editor.
export const untrustedWorkspace = () =>
  new UserError(
    'untrustedWorkspace',
    'Nothing is run in a workspace that is not trusted. Trust it first; past captures can be viewed as it is.',
  );
export const noFileToProfile = () =>
  new UserError(
    'noFileToProfile',
    'There is no file to profile. Open a JavaScript or TypeScript file, or right-click one in the explorer.',
  );
export const notALocalFile = (name: string) =>
  new UserError('notALocalFile', `${name} is not a file on this machine. Save it to disk, then profile it.`);
export const documentNotSaved = (name: string) =>
  new UserError('documentNotSaved', `${name} has changes that could not be saved. Save it, then profile it.`);
export const alreadyProfiling = (name: string) =>
  new UserError('alreadyProfiling', `${name} is being profiled. Stop it, or wait until it has ended.`);
export const unknownVariable = (text: string) =>
  new UserError(
    'unknownVariable',
    `The settings hold the unknown variable ${text}. Known are workspaceFolder, file, fileDirname, fileBasename, ` +
      'fileBasenameNoExtension, userHome and env:NAME.',
  );
export const environmentFileUnreadable = (file: string, reason: string) =>
  new UserError(
    'environmentFileUnreadable',
    `The environment file ${file} could not be read (${reason}). Correct the setting profileConcurrency.envFile.`,
  );
export const analysisEnded = (exitCode: number) =>
  new UserError(
    'analysisEnded',
    `The analysis ended with code ${exitCode} before it had a result. The capture is kept; open it again, or see the log.`,
  );
export const cpuProfileUnreadable = (threadId: string) =>
  new UserError(
    'cpuProfileUnreadable',
    `The CPU profile of thread ${threadId} is missing from the capture. Profile again for the flame chart.`,
  );
export const noCaptureChosen = () =>
  new UserError('noCaptureChosen', 'Choose a capture in the view "Concurrency Profiles" first.');
export const captureWithoutScript = () =>
  new UserError('captureWithoutScript', 'This capture does not say which file it ran. Profile the file itself.');

// Applying a recommendation, comparing models and captures, in the editor.
export const nothingToApply = () =>
  new UserError(
    'nothingToApply',
    'There is no recommendation that can be applied. Profile a program first; its report says what fits.',
  );
export const noSuchRecommendation = () =>
  new UserError(
    'noSuchRecommendation',
    'The report has no such recommendation any more, or none that can be applied. Open the capture again.',
  );
export const changedSinceMeasured = (name: string) =>
  new UserError('changedSinceMeasured', `${name} has changed since it was measured; profile again.`);
export const sourceGone = (file: string) =>
  new UserError('sourceGone', `${file} is no longer there. Profile the program again.`);
export const noFunctionHere = () =>
  new UserError(
    'noFunctionHere',
    'There is no function at the cursor. Put the cursor on the function whose models are to be compared.',
  );
export const functionNotExported = (name: string, inside: string) =>
  new UserError(
    'functionNotExported',
    `${name} is not exported, so a comparison cannot call it alone. Export it from ${inside}, or choose an exported function that calls it.`,
  );
export const functionWithoutName = () =>
  new UserError(
    'functionWithoutName',
    'This function has no name and is not exported. Choose the exported function that holds it, or export it by name.',
  );
export const sourceNotReadable = (name: string, reason: string) =>
  new UserError('sourceNotReadable', `${name} cannot be read as source: ${reason}`);

export const twoCapturesWanted = () =>
  new UserError(
    'twoCapturesWanted',
    'Select two captures in the view "Concurrency Profiles", then choose "Compare Selected" for one of them.',
  );
export const comparedWithItself = () =>
  new UserError(
    'comparedWithItself',
    'This capture was selected for comparison, so there is nothing to compare it with but itself. Choose another one.',
  );
export const nothingToCompare = () =>
  new UserError('nothingToCompare', 'There is no other capture to compare with. Profile the program once more.');

// Captures and profile files, in the editor.
export const captureNotOnDisk = () =>
  new UserError('captureNotOnDisk', 'A capture opens only from a disk. Copy its folder there, then open it.');
const bytesPerGigabyte = 1e9;
export const profileTooLarge = (name: string, sizeBytes: number) =>
  new UserError(
    'profileTooLarge',
    `${name} is too big to be shown (${(sizeBytes / bytesPerGigabyte).toFixed(1)} GB; an editor reads at most 2 GB, a page of its own 0.5 GB). Record a shorter time, or sample less often.`,
  );
export const profileUnreadable = (name: string, reason: string) =>
  new UserError('profileUnreadable', `${name} cannot be read (${reason}). Check the file, then open it again.`);
export const profileChanged = (name: string) =>
  new UserError('profileChanged', `${name} became shorter while it was read. Open it again once it is written.`);
export const noProfilesInFolder = (name: string) =>
  new UserError(
    'noProfilesInFolder',
    `The folder ${name} holds no profiles. Choose one that node --cpu-prof-dir or --heap-prof-dir has written to.`,
  );
export const noLineHeat = () =>
  new UserError(
    'noLineHeat',
    'No hot line can be shown: the sources of this profile are not here, or were saved after it was recorded. Record it again.',
  );
export const profilesNotChosen = () =>
  new UserError('profilesNotChosen', 'Select .cpuprofile or .heapprofile files in the explorer first.');

export const viewerMissing = (expected: string) =>
  new UserError(
    'viewerMissing',
    `The report's viewer is missing (${expected}). Run "npm run build", or install again.`,
  );

// Calibrating.
export const calibrationFailed = (reason: string) =>
  new UserError(
    'calibrationFailed',
    `What threads and processes cost on this machine could not be measured (${reason}). Advice uses default costs.`,
  );

const inMegabytes = (bytes: number) => Math.round(bytes / 1e6);
