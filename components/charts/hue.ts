/** Colours of a group of things that are told apart: hues around the circle, alike in lightness, legible on both themes. */
export function hueOf(at: number, count: number): string {
  return `oklch(0.62 0.14 ${Math.round((at * 360) / Math.max(1, count))})`;
}
