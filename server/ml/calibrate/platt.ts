/** Logistic calibration of log-odds: p = sigmoid(scale · x + shift). Source: Platt 1999, targets of eq. 13, Newton steps. */
export interface LogisticFit {
  scale: number;
  shift: number;
}

const ridge = 1e-6;

/** Fits on held-out rows. Without both answers among them it changes nothing. */
export function fitPlatt(logOdds: ArrayLike<number>, labels: ArrayLike<number>): LogisticFit {
  let positives = 0;
  for (let row = 0; row < labels.length; row++) positives += labels[row];
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return { scale: 1, shift: 0 };
  // Targets a little inside 0 and 1: a separable sample must not give infinite certainty.
  const yes = (positives + 1) / (positives + 2);
  const no = 1 / (negatives + 2);
  let scale = 1;
  let shift = 0;
  for (let step = 0; step < 50; step++) {
    let [gradientScale, gradientShift, ss, st, tt] = [0, 0, ridge, 0, ridge];
    for (let row = 0; row < labels.length; row++) {
      const x = logOdds[row];
      const p = 1 / (1 + Math.exp(-(scale * x + shift)));
      const slope = p - (labels[row] ? yes : no);
      const curve = p * (1 - p);
      gradientScale += slope * x;
      gradientShift += slope;
      ss += curve * x * x;
      st += curve * x;
      tt += curve;
    }
    const determinant = ss * tt - st * st;
    if (Math.abs(determinant) < 1e-12) break;
    const changeScale = (tt * gradientScale - st * gradientShift) / determinant;
    const changeShift = (ss * gradientShift - st * gradientScale) / determinant;
    scale -= changeScale;
    shift -= changeShift;
    if (Math.abs(changeScale) + Math.abs(changeShift) < 1e-8) break;
  }
  return scale > 0 && Number.isFinite(shift) ? { scale, shift } : { scale: 1, shift: 0 };
}
