/** Chart.js, set up once: only the parts that lines over time need. */
import {
  Chart,
  Decimation,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartDataset,
} from 'chart.js';
import { formatMs } from '../format.ts';
import { onThemeChange, token } from '../theme.ts';
import { h } from '../dom.ts';
import { spanAtPixel, spansPlugin, type Spans } from './spans.ts';

Chart.register(Decimation, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip);

export interface Series {
  readonly label: string;
  /** A token such as `--vscode-charts-blue`. */
  readonly colour: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly dashed?: boolean;
  /** Series of the same name lie on top of each other as areas. */
  readonly stack?: string;
}

export interface TimeSeriesOptions {
  /** What the chart says, in a sentence or two, for those who do not see it. */
  readonly description: string;
  readonly series: readonly Series[];
  readonly formatValue: (value: number) => string;
  /** The time axis runs from the start of the run to its end, so that all charts of a run line up. */
  readonly untilMs: number;
  /** The value axis reaches at least this far. */
  readonly atLeast?: number;
  readonly spans?: Spans | undefined;
}

/** Canvas and legend; the chart follows size and theme. */
export function createTimeSeries(options: TimeSeriesOptions): HTMLElement {
  const { spans } = options;
  const canvas = h('canvas', { role: 'img', 'aria-label': options.description }, options.description);
  const chart: Chart<'line', { x: number; y: number }[]> = new Chart(canvas, {
    type: 'line',
    data: { datasets: toDatasets(options.series) },
    plugins: spans ? [spansPlugin(spans)] : [],
    options: {
      ...(spans && {
        onClick: (event) => {
          const index = spanAtPixel(chart, spans, event.x ?? -1);
          if (index >= 0) spans.chosen(index);
        },
        onHover: (event) => {
          canvas.style.cursor = spanAtPixel(chart, spans, event.x ?? -1) >= 0 ? 'pointer' : '';
        },
      }),
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false, axis: 'x' },
      plugins: {
        // Min-max keeps the peaks, which memory and CPU are looked at for.
        decimation: { enabled: true, algorithm: 'min-max' },
        tooltip: {
          callbacks: {
            title: (items) => formatMs(items[0]?.parsed.x ?? 0),
            ...(spans && {
              footer: () => spans.items[spanAtPixel(chart, spans, chart.tooltip?.caretX ?? -1)]?.text ?? '',
            }),
            label: (item) => ` ${item.dataset.label ?? ''}: ${options.formatValue(item.parsed.y ?? 0)}`,
          },
        },
      },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: options.untilMs,
          ticks: { callback: (value) => shortened(formatMs(Number(value))), maxRotation: 0, autoSkipPadding: 24 },
        },
        y: {
          type: 'linear',
          beginAtZero: true,
          ...(options.atLeast === undefined ? {} : { suggestedMax: options.atLeast }),
          stacked: options.series.some(({ stack }) => stack !== undefined),
          ticks: { callback: (value) => shortened(options.formatValue(Number(value))), maxTicksLimit: 6 },
          border: { display: false },
        },
      },
    },
  });
  const paint = () => {
    applyTheme(chart, options.series);
    chart.update('none');
  };
  paint();
  const stop = onThemeChange(() => {
    if (canvas.isConnected) return paint();
    // The page has been replaced by that of another report.
    stop();
    chart.destroy();
  });
  return h('figure', { class: 'time-series' }, h('div', { class: 'chart-box' }, canvas), createLegend(options));
}

function toDatasets(series: readonly Series[]): ChartDataset<'line', { x: number; y: number }[]>[] {
  return series.map(({ label, points, dashed, stack }, at) => ({
    label,
    data: points as { x: number; y: number }[],
    borderWidth: dashed ? 1 : 1.5,
    pointRadius: 0,
    pointHoverRadius: 3,
    ...(dashed ? { borderDash: [4, 4] } : {}),
    // An area ends at the one below it; down to the axis their colours would mix.
    ...(stack === undefined ? {} : { stack, fill: at === 0 ? 'origin' : '-1' }),
  }));
}

function applyTheme(chart: Chart<'line', { x: number; y: number }[]>, series: readonly Series[]): void {
  series.forEach(({ colour, stack }, at) => {
    const dataset = chart.data.datasets[at];
    if (!dataset) return;
    dataset.borderColor = token(colour);
    dataset.backgroundColor = stack === undefined ? token(colour) : withAlpha(token(colour), 0.4);
  });
  const font = { family: token('--vscode-font-family'), size: 11 };
  const text = `color-mix(in srgb, ${token('--vscode-foreground')} 72%, ${token('--vscode-editor-background')})`;
  const line = withAlpha(token('--vscode-foreground'), 0.12);
  for (const axis of [chart.options.scales?.['x'], chart.options.scales?.['y']]) {
    if (axis?.ticks) Object.assign(axis.ticks, { color: text, font });
    if (axis?.grid) axis.grid.color = line;
  }
  const tooltip = chart.options.plugins?.tooltip;
  if (tooltip) {
    tooltip.backgroundColor = token('--vscode-editorHoverWidget-background');
    tooltip.borderColor = token('--vscode-editorHoverWidget-border');
    tooltip.borderWidth = 1;
    tooltip.titleColor =
      tooltip.bodyColor =
      tooltip.footerColor =
        token('--vscode-editorHoverWidget-foreground') || token('--vscode-foreground');
    tooltip.titleFont = tooltip.bodyFont = tooltip.footerFont = font;
    tooltip.cornerRadius = 3;
    tooltip.boxPadding = 4;
  }
}

/** Round numbers on an axis need no decimals: `1.00 s` is `1 s`, `1.50` is `1.5`. */
const shortened = (text: string): string => text.replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '');

/** Theme colours come as #rgb, #rrggbb, #rrggbbaa or rgb(…); the browser mixes any of them. */
const withAlpha = (colour: string, alpha: number): string =>
  `color-mix(in srgb, ${colour} ${alpha * 100}%, transparent)`;

function createLegend({ series, spans }: TimeSeriesOptions): HTMLElement {
  const item = (label: string, colour: string, className: string) => {
    const swatch = h('span', { class: `swatch ${className}`, 'aria-hidden': 'true' });
    swatch.style.setProperty('--swatch', `var(${colour})`);
    return h('span', {}, swatch, label);
  };
  return h(
    'figcaption',
    { class: 'chart-legend' },
    ...series.map(({ label, colour, dashed }) => item(label, colour, dashed ? 'dashed' : '')),
    spans && item(spans.label, spans.colour, 'band'),
  );
}
