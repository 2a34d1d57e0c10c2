/** The Report as text for a terminal. Pure: the same report and look give the same text. */
import type { Location, Recommendation, Report, ThreadSummary } from '../report.ts';
import { budgetBar, budgetLegend } from './budgetBar.ts';
import { hotFunctionsTable } from './hotFunctionsTable.ts';
import { bullet, clip, clipPath, indent, table, wrap } from './layout.ts';
import { bytes, count, duration, factor, percent, quantity, signedBytes } from './quantities.ts';
import { paintFor, type Look, type Paint, type Tone } from './terminal.ts';

export interface Places {
  readonly captureDir: string;
  readonly htmlFile: string | null;
}

/** Ends with a line end. */
export function renderReport(report: Report, look: Look, places: Places): string {
  const page = new Page(report, look);
  const measured = [
    page.budget(),
    page.evidence(),
    page.hotFunctions(),
    page.waits(),
    page.memory(),
    page.threads(),
    page.recommendations(),
  ];
  return [
    page.headline(),
    ...(report.sampling.cpuSamples < fewestSamples ? [] : measured),
    page.warnings(),
    page.places(places),
  ]
    .filter((section) => section.length > 0)
    .map((section) => `${section.join('\n')}\n`)
    .join('\n');
}

/** Of fewer samples no share is known to a tenth; numbers would only look like an answer. */
const fewestSamples = 50;

const verdictNames = {
  'cpu-bound': 'CPU-bound',
  'io-bound': 'I/O-bound',
  mixed: 'Mixed',
  'insufficient-data': 'Not enough data',
} as const;
const verdictTones: Record<Report['verdict']['class'], Tone> = {
  'cpu-bound': 'red',
  'io-bound': 'blue',
  mixed: 'magenta',
  'insufficient-data': 'yellow',
};
const causeNames = {
  javascript: 'JavaScript on the main thread',
  native: 'native code on the main thread',
  'garbage-collection': 'garbage collection',
  'thread-pool': 'work in the thread pool',
  workers: 'work in worker threads',
  'child-processes': 'work in child processes',
  'synchronous-io': 'synchronous I/O',
  lock: 'waiting for a lock',
  'serial-awaits': 'awaiting one thing after the other',
  'concurrent-io': 'I/O in parallel',
  timers: 'waiting for timers',
} as const;

/** Rows that are shown; the HTML report and the panel have them all. */
/** From here on bars are as long as they read well. */
const roomyWidth = 72;
/** `  label  bar   100 % of 12 min 34 s computing`, without label and bar. */
const threadRowElse = 36;
const rows = { evidence: 6, waits: 5, growth: 5, threads: 8, alternatives: 3 };

class Page {
  readonly #report: Report;
  readonly #look: Look;
  readonly #paint: Paint;
  readonly #ellipsis: string;
  readonly #sign: { bullet: string; arrow: string; warning: string; dash: string };

  constructor(report: Report, look: Look) {
    this.#report = report;
    this.#look = look;
    this.#paint = paintFor(look);
    this.#ellipsis = look.unicode ? '…' : '...';
    this.#sign = look.unicode
      ? { bullet: '•', arrow: '→', warning: '!', dash: '–' }
      : { bullet: '-', arrow: '->', warning: '!', dash: '-' };
  }

  headline(): string[] {
    const { verdict, run } = this.#report;
    const cause = verdict.cause === null ? '' : `: ${causeNames[verdict.cause]}`;
    const title = verdictNames[verdict.class] + cause;
    const sure = verdict.class === 'insufficient-data' ? '' : `confidence ${percent(verdict.confidence)}`;
    const space = this.#look.width - indent.length - title.length - sure.length;
    const first = indent + this.#paint(title, 'bold', verdictTones[verdict.class]);
    return [
      '',
      space > 1 ? (first + ' '.repeat(space) + this.#paint(sure, 'dim')).trimEnd() : first,
      ...this.#paragraph(withoutClass(verdict.summary)),
      '',
      ...this.#dim(`${clip(run.command.join(' '), this.#textWidth, this.#ellipsis)}`),
      ...this.#dimParagraph(
        `${ending(this.#report)} after ${duration(run.wallMs)} ${this.#sign.dash} Node.js ${run.nodeVersion}, ${processors(run.cpuCount)}`,
      ),
      ...(run.exit.error === undefined ? [] : this.#paragraph(`Error: ${withoutErrorPrefix(run.exit.error)}`)),
    ];
  }

  budget(): string[] {
    const { verdict, run } = this.#report;
    const { cpu, gc, blocked, wait } = verdict.budget;
    if (!(cpu + gc + blocked + wait > 0)) return [];
    const elsewhere = Object.entries({
      'thread pool': verdict.offThreadCpuMs.threadPool,
      workers: verdict.offThreadCpuMs.workers,
      'child processes': verdict.offThreadCpuMs.childProcesses,
    }).filter(([, ms]) => ms >= 1);
    const lines = [
      this.#title(`Main thread, ${duration(run.wallMs)}`),
      indent + budgetBar(verdict.budget, this.#textWidth, this.#look, this.#paint),
      ...budgetLegend(verdict.budget, this.#textWidth, this.#look, this.#paint).map((line) => indent + line),
    ];
    if (elsewhere.length > 0) {
      lines.push(
        ...this.#paragraph(`CPU elsewhere: ${elsewhere.map(([name, ms]) => `${name} ${duration(ms)}`).join(', ')}`),
      );
    }
    return lines;
  }

  evidence(): string[] {
    const { evidence } = this.#report.verdict;
    if (evidence.length === 0) return [];
    const lines = evidence.slice(0, rows.evidence).flatMap(({ text, value, unit }) => {
      const shown = quantity(value, unit);
      return bullet(this.#sign.bullet, text.includes(shown) ? text : `${text}: ${shown}`, this.#look.width);
    });
    return [this.#title('Why'), ...lines];
  }

  hotFunctions(): string[] {
    const { hotFunctions } = this.#report;
    if (hotFunctions.length === 0) return [];
    const lines = hotFunctionsTable(hotFunctions, (location) => this.#place(location), {
      width: this.#look.width,
      ellipsis: this.#ellipsis,
      paint: this.#paint,
    });
    return [this.#title('Hot functions'), ...lines];
  }

  waits(): string[] {
    const io = this.#report.io.filter(({ waitMs }) => waitMs >= 1).slice(0, rows.waits);
    if (io.length === 0) return [];
    return [
      this.#title('Waits'),
      ...table(
        [
          { title: 'wait', align: 'right' },
          { title: 'count', align: 'right' },
          { title: 'in flight', align: 'right' },
          { title: 'kind', align: 'left', grows: 1, cut: 'end' },
          { title: 'started at', align: 'left', grows: 2, cut: 'path', tone: 'dim' },
        ],
        io.map((one) => [
          duration(one.waitMs),
          count(one.count),
          one.meanInFlight.toFixed(1),
          one.kind,
          this.#place(one.location),
        ]),
        this.#tableLook,
      ),
    ];
  }

  memory(): string[] {
    const { memory } = this.#report;
    if (!(memory.peakRssBytes > 0)) return [];
    const lines = [
      this.#title('Memory'),
      ...this.#paragraph(
        `Peak: JavaScript heap ${bytes(memory.peakHeapBytes)}, outside it ${bytes(memory.peakExternalBytes)}, process ${bytes(memory.peakRssBytes)}`,
      ),
    ];
    if (memory.leak?.suspected)
      lines.push(...bullet(this.#paint(this.#sign.warning, 'yellow'), memory.leak.text, this.#look.width));
    const growth = memory.growth.filter(({ deltaBytes }) => deltaBytes > 0).slice(0, rows.growth);
    if (growth.length === 0) return lines;
    return [
      ...lines,
      ...table(
        [
          { title: 'growth', align: 'right' },
          {
            title: memory.growthUntilMs === undefined ? 'now' : `at ${duration(memory.growthUntilMs)}`,
            align: 'right',
          },
          { title: 'allocated by', align: 'left', grows: 1, cut: 'end' },
          { title: 'at', align: 'left', grows: 2, cut: 'path', tone: 'dim' },
        ],
        growth.map((one) => [
          signedBytes(one.deltaBytes),
          bytes(one.afterBytes),
          one.name || '(anonymous)',
          this.#place(one.location),
        ]),
        this.#tableLook,
      ),
    ];
  }

  threads(): string[] {
    const { threads } = this.#report;
    if (threads.length < 2) return [];
    const shown = threads.slice(0, rows.threads);
    const labels = shown.map((thread) => this.#threadLabel(thread));
    const labelWidth = Math.max(...labels.map((label) => [...label].length));
    const lines = shown.map(({ wallMs, budget }, row) => {
      const bar = budgetBar(budget, this.#threadBarWidth, this.#look, this.#paint);
      const busy = percent(budget.cpu + budget.gc).padStart(5);
      return `${indent}${labels[row]!.padEnd(labelWidth)}  ${bar}  ${busy} of ${duration(wallMs)} computing`;
    });
    const more = threads.length - shown.length;
    return [this.#title('Threads and processes'), ...lines, ...(more > 0 ? this.#dim(`and ${more} more`) : [])];
  }

  recommendations(): string[] {
    const [advice, ...others] = this.#report.recommendations;
    if (!advice) return [];
    const lines = [
      this.#title('Recommendation'),
      ...wrap(adviceTitle(advice), this.#textWidth).map((line) => indent + this.#paint(line, 'bold', 'green')),
      ...this.#adviceFacts(advice),
      ...advice.why.flatMap((reason) => bullet(this.#sign.bullet, reason, this.#look.width)),
      ...advice.caveats.flatMap((caveat) => bullet(this.#sign.warning, caveat, this.#look.width)),
    ];
    if (others.length === 0) return lines;
    const alternatives = others
      .slice(0, rows.alternatives)
      .flatMap((one) => bullet('or', `${adviceTitle(one)}: ${speedup(one)}`, this.#look.width));
    return [...lines, '', ...alternatives.map((line) => this.#paint(line, 'dim'))];
  }

  warnings(): string[] {
    const { warnings } = this.#report;
    if (warnings.length === 0) return [];
    return [
      this.#title('Not measured, or with care'),
      ...warnings.flatMap((warning) => bullet(this.#sign.warning, warning, this.#look.width)),
    ];
  }

  places({ captureDir, htmlFile }: Places): string[] {
    return [
      ...(htmlFile === null ? [] : [`${indent}${this.#paint('HTML report', 'dim')}  ${htmlFile}`]),
      `${indent}${this.#paint('Capture', 'dim')}      ${captureDir}`,
    ];
  }

  #threadLabel({ kind, name, pid, threadId }: ThreadSummary): string {
    const what = { main: 'main thread', worker: `worker ${threadId}`, process: `process ${pid}` }[kind];
    const label = name === '' || kind === 'main' ? what : `${what} ${name}`;
    return clip(label, this.#look.width - threadRowElse - this.#threadBarWidth, this.#ellipsis);
  }
  get #threadBarWidth(): number {
    return this.#look.width < roomyWidth ? 8 : 20;
  }
  get #textWidth(): number {
    return this.#look.width - indent.length;
  }
  get #tableLook() {
    return { width: this.#look.width, ellipsis: this.#ellipsis, paint: this.#paint };
  }

  #title(text: string): string {
    return indent + this.#paint(text, 'bold');
  }
  #paragraph(text: string): string[] {
    return wrap(text, this.#textWidth).map((line) => indent + line);
  }
  #dim(text: string): string[] {
    return [indent + this.#paint(text, 'dim')];
  }

  #dimParagraph(text: string): string[] {
    return wrap(text, this.#textWidth).map((line) => indent + this.#paint(line, 'dim'));
  }

  #adviceFacts(advice: Recommendation): string[] {
    const facts = this.#paragraph(`Predicted: ${speedup(advice)}, confidence ${percent(advice.confidence)}`);
    if (advice.target === null) return facts;
    const name = `Where: ${advice.target.name} `;
    const place = clipPath(this.#place(advice.target.location), this.#textWidth - name.length, this.#ellipsis);
    return [...facts, indent + name + this.#paint(place, 'dim')];
  }

  /** Relative to where the program ran, if it lies in there. */
  #place(location: Location | null): string {
    if (location === null) return '';
    const { file, line } = location;
    const { cwd } = this.#report.run;
    const base = cwd.endsWith('/') || cwd.endsWith('\\') ? cwd : cwd + (cwd.includes('\\') ? '\\' : '/');
    const shown = cwd !== '' && file.startsWith(base) ? file.slice(base.length) : file;
    return clipPath(`${shown}:${line}`, this.#look.width, this.#ellipsis);
  }
}

/** The headline has named it already. */
function withoutClass(summary: string): string {
  const rest = summary.replace(/^(CPU-bound|I\/O-bound|Mixed): /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** `Error: x` is an error of no special kind: the label says it already. */
const withoutErrorPrefix = (error: string) => error.replace(/^Error: /, '');

function ending({ run: { exit } }: Report): string {
  const how = exit.signal === null ? `with exit code ${exit.code ?? 'unknown'}` : `by ${exit.signal}`;
  switch (exit.reason) {
    case 'exited':
      return exit.code === 0 ? 'Ended' : `Ended ${how}`;
    case 'stopped':
      return 'Stopped';
    case 'killed':
      return exit.signal === null ? 'Cut off' : `Killed ${how}`;
    case 'crashed':
      return `Crashed ${how}`;
  }
}

const processors = (cpuCount: number) => (cpuCount === 1 ? '1 processor' : `${cpuCount} processors`);

function adviceTitle({ title, size }: Recommendation): string {
  return size === null || title.includes(String(size)) ? title : `${title} (${size})`;
}

function speedup({ predictedSpeedup: { low, expected, high } }: Recommendation): string {
  if (expected < 1.05) return 'no speed-up expected';
  const range = high - low < 0.1 ? '' : ` (${factor(low)} to ${factor(high)})`;
  return `about ${factor(expected)} as fast${range}`;
}
