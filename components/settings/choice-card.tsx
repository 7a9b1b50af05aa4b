import { Card } from '#components/ui/card.tsx';

interface ChoiceCardProps<Value extends string> {
  legend: string;
  /** Name of the group of buttons. */
  name: string;
  choices: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
  /** Why the last choice was not kept. */
  problem: string | null;
}

/** One of a few values, kept as soon as it is chosen. */
export function ChoiceCard<Value extends string>(props: ChoiceCardProps<Value>) {
  const { legend, name, choices, chosen, onChoose, problem } = props;
  return (
    <Card>
      <fieldset>
        <legend className="text-[1.0625rem] font-semibold">{legend}</legend>
        <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
          {choices.map(({ value, label }) => (
            <label key={value} className="flex min-h-6 items-center gap-2 text-sm">
              <input
                type="radio"
                name={name}
                className="size-4 accent-accent"
                checked={chosen === value}
                onChange={() => onChoose(value)}
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      {problem ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {problem}
        </p>
      ) : null}
    </Card>
  );
}
