import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, Input } from '#components/ui/field.tsx';

interface DrawSizeProps {
  sizes: { usual: number; min: number; max: number };
  label: string;
  /** Words of the button for a size. */
  button: (size: number) => string;
  isPending: boolean;
  onDraw: (size: number) => void;
}

/** How many are drawn by chance, and the button that draws them. */
export function DrawSize({ sizes, label, button, isPending, onDraw }: DrawSizeProps) {
  const [size, setSize] = useState(sizes.usual);
  const isSize = Number.isInteger(size) && size >= sizes.min && size <= sizes.max;
  return (
    <>
      <Field label={label}>
        <Input
          type="number"
          min={sizes.min}
          max={sizes.max}
          value={Number.isNaN(size) ? '' : size}
          onChange={(event) => setSize(event.target.valueAsNumber)}
        />
      </Field>
      <Button look="primary" onClick={() => onDraw(size)} disabled={isPending || !isSize}>
        {button(isSize ? size : sizes.usual)}
      </Button>
    </>
  );
}
