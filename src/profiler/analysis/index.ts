/** A capture → the Report. Pure: the same capture gives the same report next year. */
import type { LoadedCapture } from '../capture/format/loaded.ts';
import type { Report } from '../report.ts';
import { indexCallCounts } from './callCounts.ts';
import { readProcessClocks } from './cpuClocks.ts';
import { drawCpuTimeline } from './cpuTimeline.ts';
import { listHotFunctions } from './hotFunctions.ts';
import { measureInFlight, summariseInFlight } from './inFlight.ts';
import { cpuOf, estimateHelpers, measureThread, summariseThread } from './measureThreads.ts';
import { analyseMemory } from './memory/index.ts';
import { listContributions, measureOffThread, windowEdges } from './offThread.ts';
import { responsibleNodes } from './ownCode.ts';
import { analyseOperations } from './operations/index.ts';
import { describeRun, endOfRun } from './runInfo.ts';
import { describeSampling } from './samplingInfo.ts';
import { describeOverTime } from './overTime/index.ts';
import { findProgramPart } from './startUp.ts';
import { openSourceMaps } from './sourceMaps.ts';
import { findStalls } from './stalls.ts';
import { findStuck } from './stuck/index.ts';
import { mainOf, readThreadRuns } from './threadRuns.ts';
import { addMemoryEvidence, noVerdict, reachVerdict } from './verdict/index.ts';
import { findWorkersWait } from './verdict/workersWait.ts';
import { listWarnings } from './warnings.ts';

export function analyse(capture: LoadedCapture): Report {
  const { manifest } = capture;
  const start = manifest.startMicros;

  // What was recorded: threads with their samples, named as in the source; clocks by process.
  const maps = openSourceMaps(capture.sourceMaps);
  const { threads, warnings } = readThreadRuns(capture, maps);
  const clocks = readProcessClocks(threads, start);
  const end = endOfRun(manifest, threads);

  // Each thread alone: blocked time, budget, time by function.
  const measured = threads.map((thread) => measureThread(thread, clocks)).filter((thread) => thread !== null);
  const mainRun = mainOf(threads);
  const main = measured.find((thread) => thread.run === mainRun) ?? null;

  // The main thread together with what ran beside it.
  const mainClocks = clocks.find((candidate) => candidate.pid === mainRun?.entry.pid);
  const estimates = estimateHelpers(mainClocks, measured, manifest.requested.cpuIntervalMicros);
  const working = listContributions(clocks, mainRun?.entry.pid ?? -1, estimates);
  const responsible = main ? responsibleNodes(main.samples) : new Int32Array();
  const counts = indexCallCounts(capture.callCounts);
  const operations = analyseOperations({
    threads,
    measured,
    main,
    clocks,
    maps,
    functionRanges: capture.functionRanges,
    awaits: {
      independent: capture.independentAwaits ?? {},
      undecided: capture.undecidedAwaits ?? {},
      queues: capture.queueAwaits ?? {},
      sequences: capture.awaitSequences ?? {},
    },
    counts,
    startMicros: start,
    endMicros: end,
  });
  const inFlight = measureInFlight(mainRun?.events ?? []);
  const run = describeRun(manifest, end, mainRun?.events ?? []);
  const program = main ? findProgramPart(main.samples, manifest.attached === true) : null;
  const { verdict, phases } =
    main && program
      ? reachVerdict({
          program,
          runStart: start,
          main: main.samples,
          blocked: main.blocked,
          working,
          clocks: mainClocks,
          responsible,
          budget: main.budget,
          offThread: measureOffThread(main.samples, main.blocked, working, windowEdges(mainClocks, start, end)),
          inFlight,
          operations,
          workersWait: findWorkersWait(measured, main),
          hasClocks: main.clock !== null,
          lifeMicros: (main.run.entry.endMicros ?? end) - main.run.entry.startMicros,
          io: operations.io,
          threadPool: operations.threadPool,
          failure: run.exit.error ?? null,
        })
      : { verdict: noVerdict(run.exit.error ?? null), phases: undefined };

  const stuck = findStuck(manifest, measured, end);
  const memory = analyseMemory(mainRun, threads, manifest.requested, maps, start);

  return {
    schemaVersion: 1,
    run,
    verdict: addMemoryEvidence(verdict, memory),
    threads: threads.map((thread) =>
      summariseThread(
        thread,
        measured.find((one) => one.run === thread),
        start,
        end,
      ),
    ),
    hotFunctions: listHotFunctions(measured, maps, counts),
    tasks: operations.tasks,
    io: operations.io,
    stalls: main ? findStalls(main.samples, responsible, start, program?.firstSample ?? 0) : [],
    memory,
    recommendations: [],
    warnings: listWarnings(manifest, [...maps.warnings, ...warnings], main),
    cpuTimeline: drawCpuTimeline(
      main ? cpuOf(main) : null,
      working,
      mainClocks,
      mainRun?.entry.startMicros ?? start,
      start,
    ),
    sampling: describeSampling(manifest, main?.samples.columns ?? null, operations),
    inFlight: summariseInFlight(inFlight),
    ...(operations.waiting === undefined ? {} : { waiting: operations.waiting }),
    ...(operations.threadPool === undefined ? {} : { threadPool: operations.threadPool }),
    ...(phases === undefined ? {} : { phases }),
    overTime: describeOverTime(threads, measured, operations.inFlightOverTime, start),
    ...(stuck === undefined ? {} : { stuck }),
    sources: manifest.sources,
  };
}
