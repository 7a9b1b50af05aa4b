/** Compiles the kernels' text once per process. Null where the engine has no vectors: the plain kernels serve then. */
import wabt from 'wabt';

const compiled = new Map<string, Promise<WebAssembly.Module | null>>();

async function compile(name: string, text: string): Promise<WebAssembly.Module | null> {
  const parsed = (await wabt()).parseWat(`${name}.wat`, text, { simd: true, threads: true });
  const { buffer } = parsed.toBinary({});
  parsed.destroy();
  const bytes = new Uint8Array(buffer);
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : null;
}

/** The module of a kernel's text. */
export function wasmModule(name: string, text: string): Promise<WebAssembly.Module | null> {
  const known = compiled.get(name) ?? compile(name, text);
  compiled.set(name, known);
  return known;
}
