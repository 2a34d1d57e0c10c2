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
  /** The value axis reaches at least this far. */
  readonly atLeast?: number;
}

/** Canvas and legend; the chart follows size and theme. */
export function createTimeSeries(options: TimeSeriesOptions): HTMLElement {
  const canvas = h('canvas', { role: 'img', 'aria-label': options.description }, options.description);
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets: options.series.map(toDataset) },
    options: {
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
            label: (item) => ` ${item.dataset.label ?? ''}: ${options.formatValue(item.parsed.y ?? 0)}`,
          },
        },
      },
      scales: {
        x: {
          type: 'linear',
          ticks: { callback: (value) => formatMs(Number(value)), maxRotation: 0, autoSkipPadding: 24 },
          bounds: 'data',
        },
        y: {
          type: 'linear',
          beginAtZero: true,
          ...(options.atLeast === undefined ? {} : { suggestedMax: options.atLeast }),
          stacked: options.series.some(({ stack }) => stack !== undefined),
          ticks: { callback: (value) => options.formatValue(Number(value)), maxTicksLimit: 6 },
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
  onThemeChange(paint);
  return h('figure', { class: 'time-series' }, h('div', { class: 'chart-box' }, canvas), createLegend(options.series));
}

const toDataset = (series: Series): ChartDataset<'line', { x: number; y: number }[]> => ({
  label: series.label,
  data: series.points as { x: number; y: number }[],
  borderWidth: series.dashed ? 1 : 1.5,
  pointRadius: 0,
  pointHoverRadius: 3,
  ...(series.dashed ? { borderDash: [4, 4] } : {}),
  ...(series.stack === undefined ? {} : { stack: series.stack, fill: true }),
});

function applyTheme(chart: Chart<'line', { x: number; y: number }[]>, series: readonly Series[]): void {
  series.forEach(({ colour, stack }, at) => {
    const dataset = chart.data.datasets[at];
    if (!dataset) return;
    dataset.borderColor = token(colour);
    dataset.backgroundColor = stack === undefined ? token(colour) : withAlpha(token(colour), 0.35);
  });
  const text = token('--vscode-descriptionForeground') || token('--vscode-foreground');
  const line = withAlpha(token('--vscode-foreground'), 0.12);
  for (const axis of [chart.options.scales?.['x'], chart.options.scales?.['y']]) {
    if (axis?.ticks) axis.ticks.color = text;
    if (axis?.grid) axis.grid.color = line;
  }
  chart.options.font = { family: token('--vscode-font-family'), size: 11 };
  const tooltip = chart.options.plugins?.tooltip;
  if (tooltip) {
    tooltip.backgroundColor = token('--vscode-editorHoverWidget-background');
    tooltip.borderColor = token('--vscode-editorHoverWidget-border');
    tooltip.borderWidth = 1;
    tooltip.titleColor = tooltip.bodyColor =
      token('--vscode-editorHoverWidget-foreground') || token('--vscode-foreground');
    tooltip.cornerRadius = 3;
    tooltip.boxPadding = 4;
  }
}

/** Theme colours come as #rgb, #rrggbb, #rrggbbaa or rgb(…); the browser mixes any of them. */
const withAlpha = (colour: string, alpha: number): string =>
  `color-mix(in srgb, ${colour} ${alpha * 100}%, transparent)`;

function createLegend(series: readonly Series[]): HTMLElement {
  return h(
    'figcaption',
    { class: 'chart-legend' },
    ...series.map(({ label, colour, dashed }) => {
      const swatch = h('span', { class: dashed ? 'swatch dashed' : 'swatch', 'aria-hidden': 'true' });
      swatch.style.setProperty('--swatch', `var(${colour})`);
      return h('span', {}, swatch, label);
    }),
  );
}
