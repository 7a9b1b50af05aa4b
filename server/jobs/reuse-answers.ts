/**
 * Answers that cost much are given again for a while: those who ask at the same moment share one question, and an answer is
 * good for three times what it cost, at most five seconds. What takes 25 ms is always fresh; what takes half a second on a
 * catalog of 240,000 products is asked by ten open pages as often as by one.
 */
const reuseFactor = 3;
const reuseMaxMs = 5000;
/** Cheaper answers are never reused: a small catalog is always told as it is. */
const cheapMs = 25;

export function reuseAnswers<T>(
  ask: (key: string) => Promise<T>,
  nowMs: () => number = () => performance.now(),
): (key: string) => Promise<T> {
  const answers = new Map<string, { answer: Promise<T>; untilMs: number }>();
  return (key) => {
    const startedMs = nowMs();
    const known = answers.get(key);
    if (known && startedMs < known.untilMs) return known.answer;
    const entry = { answer: ask(key), untilMs: Number.POSITIVE_INFINITY };
    answers.set(key, entry);
    entry.answer.then(
      () => {
        const endedMs = nowMs();
        const costMs = endedMs - startedMs;
        entry.untilMs = costMs < cheapMs ? endedMs : endedMs + Math.min(reuseMaxMs, costMs * reuseFactor);
      },
      () => answers.delete(key),
    );
    return entry.answer;
  };
}
