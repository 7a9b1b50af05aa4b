/** One shared memory that threads and WebAssembly kernels work in, and the places handed out in it. */

const pageBytes = 65536;
const pagesMax = 65536;

/** The memory does not fit into 4 GiB, the most that 32-bit WebAssembly can address. */
export class KernelMemoryError extends Error {}

/** Most bytes of one memory. */
export const kernelBytesMax = pageBytes * pagesMax;

export function tooLarge(bytes: number): KernelMemoryError {
  return new KernelMemoryError(`the task needs ${(bytes / 2 ** 30).toFixed(1)} GiB of working memory`);
}

/** Hands out places one after the other, aligned to cache lines; nothing is given back. */
export class KernelPlan {
  bytes = 0;

  /** Byte address of `length` numbers of four bytes. */
  take(length: number): number {
    const address = this.bytes;
    this.bytes = Math.ceil((address + 4 * length) / 64) * 64;
    return address;
  }

  /** Allocates what was planned, zeroed; for threads together, or for one. Throws KernelMemoryError beyond 4 GiB. */
  allocate(shared = true): WebAssembly.Memory {
    const pages = Math.max(1, Math.ceil(this.bytes / pageBytes));
    if (pages > pagesMax) throw tooLarge(this.bytes);
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  }
}
