import type { OutboxOperation, OutboxStore } from './outbox.ts';

/** The outbox in IndexedDB: one object store, keyed by idempotency key. */
const databaseName = 'shelfwise-outbox';
const storeName = 'operation';

function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
  });
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'key' });
  return asPromise(request);
}

export function indexedDbStore(): OutboxStore {
  let opened: Promise<IDBDatabase> | null = null;
  const database = () => {
    opened ??= openDatabase();
    return opened;
  };
  const change = async (act: (store: IDBObjectStore) => IDBRequest): Promise<void> => {
    const transaction = (await database()).transaction(storeName, 'readwrite', { durability: 'strict' });
    act(transaction.objectStore(storeName));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB transaction aborted'));
    });
  };
  return {
    async all(actorId) {
      const store = (await database()).transaction(storeName, 'readonly').objectStore(storeName);
      const operations: OutboxOperation[] = await asPromise(store.getAll());
      return operations.filter((operation) => operation.actorId === actorId);
    },
    put: (operation) => change((store) => store.put(operation)),
    remove: (key) => change((store) => store.delete(key)),
  };
}
