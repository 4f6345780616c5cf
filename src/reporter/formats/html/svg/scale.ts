/** The axis of time. The only importer of d3-scale. */
import { scaleLinear } from 'd3-scale';

/** As many as have room on a phone. */
const TICKS = 5;

export interface Axis {
  /** Place of a moment, per cent of the width. */
  place(seconds: number): number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

export function timeAxis(from: number, to: number): Axis {
  const scale = scaleLinear()
    .domain([from, to > from ? to : from + 1])
    .range([0, 100]);
  const format = scale.tickFormat(TICKS);
  return { place: scale, ticks: scale.ticks(TICKS).map((value) => ({ at: scale(value), text: format(value) })) };
}
