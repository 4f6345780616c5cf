/**
 * A time chart as a table with bars of text. A Mermaid `gantt` knows dates and whole milliseconds; most transfers of a
 * capture are shorter, and it has no place for what was measured.
 */
import type { Bar, TimeChart } from '../../diagram/time-chart.js';
import { type Cell, cell, type Row, row, type Table } from '../../document.js';
import { formatDuration } from '../../units.js';
import type { Words } from '../../words/en.js';

/** Cells of the longest bar. */
const CELLS = 24;
const SESSION = '▬';
const TRANSFER = '█';
const EMPTY = '░';

export function chartTable(chart: TimeChart, { diagram }: Words): Table {
  const { column } = diagram.chart;
  return {
    kind: 'table',
    id: chart.id,
    columns: [
      { key: 'bar', title: column.bar, align: 'left' },
      { key: 'time', title: `${seconds(chart.from, chart)} … ${seconds(chart.to, chart)} s`, align: 'left' },
      { key: 'start', title: column.start, align: 'right' },
      { key: 'duration', title: column.duration, align: 'right' },
      { key: 'what', title: column.what, align: 'left' },
      { key: 'measure', title: column.measure, align: 'left' },
    ],
    rows: chart.bars.map((bar) => barRow(bar, chart)),
  };
}

function barRow(bar: Bar, chart: TimeChart): Row {
  const { label, from, to, text, measure, role, kind } = bar;
  const said: Cell = cell(measure, role === 'error' ? 'error' : undefined);
  return row(
    cell(label, kind === 'session' ? 'strong' : undefined),
    drawn(bar, chart),
    from.toFixed(6),
    formatDuration(to - from),
    text,
    said,
  );
}

function drawn({ from, to, kind }: Bar, chart: TimeChart): string {
  const scale = chart.to > chart.from ? CELLS / (chart.to - chart.from) : 0;
  const begin = Math.min(Math.floor((from - chart.from) * scale), CELLS - 1);
  const length = Math.min(Math.max(Math.round((to - from) * scale), 1), CELLS - begin);
  return (
    EMPTY.repeat(begin) +
    (kind === 'session' ? SESSION : TRANSFER).repeat(length) +
    EMPTY.repeat(CELLS - begin - length)
  );
}

function seconds(value: number, { from, to }: TimeChart): string {
  return value.toFixed(to - from < 1 ? 3 : to - from < 100 ? 2 : 0);
}
