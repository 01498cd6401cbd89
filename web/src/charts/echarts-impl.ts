// The chunk behind <zone-chart>: only the parts of ECharts that our charts use.
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, registerTheme, use, type EChartsType } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import { theme } from './theme';

use([BarChart, LineChart, PieChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent,
  LabelLayout, CanvasRenderer]);

type Json = Record<string, any>;

let themed = '';

/** A chart in a box; `set` takes the option as the server wrote it. */
export function draw(box: HTMLElement): { set(option: Json): void; resize(): void; dispose(): void } {
  const font = getComputedStyle(box).fontFamily;
  if (themed !== font) registerTheme('jingkai', theme(themed = font));
  const chart: EChartsType = init(box, 'jingkai', { renderer: 'canvas' });

  // A point with an address opens what is behind it, as the figure in the table beside the chart does.
  chart.on('click', params => {
    const href = (params.data as Json | null)?.href;
    if (typeof href !== 'string') return;
    if (window.Turbo) window.Turbo.visit(href);
    else location.assign(href);
  });

  let current: Json = {};
  let narrow = false;
  const apply = () => {
    narrow = box.clientWidth < 520;
    chart.setOption(prepare(structuredClone(current), narrow, box.clientWidth), { notMerge: true });
  };
  return {
    set(option) { current = option; apply(); },
    resize() {
      chart.resize();
      if (narrow !== box.clientWidth < 520) apply();
    },
    dispose: () => chart.dispose(),
  };
}

/** Adds what JSON cannot carry (number formats) and what no page may forget (tooltips without HTML: the page's policy forbids inline styles). */
export function prepare(option: Json, narrow: boolean, width = Infinity): Json {
  option.animation = false;
  option.aria = { enabled: false, decal: { show: false } };
  option.tooltip = { confine: true, ...option.tooltip, renderMode: 'richText' };

  for (const series of list(option.series)) {
    const { unit = '', digits } = series.jk ?? {};
    const show = (value: unknown) => value === null || value === undefined || value === '-' ? '—' : number(value, digits) + unit;
    series.tooltip = { ...series.tooltip, valueFormatter: show };
    if (series.label?.show && !series.label.formatter) {
      series.label.formatter = series.type === 'pie'
        ? (p: Json) => `${p.name}\n${number(p.value, digits)}${unit}`
        : (p: Json) => p.value === null ? '' : number(p.value, digits);
    }
    if (narrow && series.type === 'pie') narrowPie(series);
    if (narrow && series.jk?.wideLabels) series.label.show = false;
    for (const item of list(series.data)) {
      if (item && typeof item === 'object' && item.href) series.cursor = 'pointer';
    }
  }
  makeRoom(option, width);
  for (const axis of [...list(option.xAxis), ...list(option.yAxis)]) {
    // Names of enterprises are long: a third of a wide page is theirs, on a phone they are cut.
    if (axis.jk?.names && Number.isFinite(width)) axis.axisLabel = { ...axis.axisLabel, width: Math.max(120, Math.min(300, Math.round(width / 3))) };
    if (axis.type === 'value') {
      const unit = axis.jk?.unit ?? '';
      axis.axisLabel = { ...axis.axisLabel, formatter: (value: number) => value.toLocaleString('en-US') + unit };
    }
  }
  return option;
}

/** A legend that needs a second line pushes the first grid down; ECharts would let them lie over each other. */
function makeRoom(option: Json, width: number): void {
  const names = list(option.series).map(series => String(series.name ?? ''));
  if (option.legend?.show === false || names.length < 2) return;
  const lines = names.reduce((state, name) => {
    const item = 30 + [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.6), 0);
    return state.used > 0 && state.used + item > width ? { lines: state.lines + 1, used: item } : { lines: state.lines, used: state.used + item };
  }, { lines: 1, used: 0 }).lines;
  const [first] = list(option.grid);
  if (first && typeof first.top === 'number') first.top += (lines - 1) * 20;
}

/** On a phone a ring's labels would be cut at both sides: they move to the legend below. */
function narrowPie(series: Json): void {
  series.radius = ['38%', '58%'];
  series.label = { ...series.label, fontSize: 11, width: 80, overflow: 'break' };
  series.labelLine = { length: 6, length2: 6 };
}

function number(value: unknown, digits: number | undefined): string {
  const n = Number(value);
  return Number.isFinite(n)
    ? n.toLocaleString('en-US', digits === undefined ? { maximumFractionDigits: 4 } : { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : String(value);
}

function list(value: unknown): any[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}
