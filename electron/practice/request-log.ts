/** A logged request, for tests. Times in milliseconds. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** Null until answered, and forever if never answered. */
  status: number | null;
  at: number;
  ms: number | null;
}

const kept = 20_000;

/** The latest requests, and the maximum of parallel POSTs. */
export class RequestLog {
  #requests: LoggedRequest[] = [];
  #posts = 0;
  #maxConcurrentPosts = 0;

  /** Returns a function to call once when the request ends. */
  start(method: string, path: string, now: number): (status: number | null, now: number) => void {
    const request: LoggedRequest = { method, path, status: null, at: now, ms: null };
    this.#requests.push(request);
    if (this.#requests.length > kept * 2) this.#requests = this.#requests.slice(-kept);
    const post = Number(method === 'POST');
    this.#posts += post;
    this.#maxConcurrentPosts = Math.max(this.#maxConcurrentPosts, this.#posts);
    return (status, end) => {
      request.status = status;
      request.ms = end - request.at;
      this.#posts -= post;
    };
  }

  read(): { requests: LoggedRequest[]; maxConcurrentPosts: number } {
    return { requests: this.#requests.slice(-kept), maxConcurrentPosts: this.#maxConcurrentPosts };
  }

  clear(): void {
    this.#requests = [];
    this.#maxConcurrentPosts = this.#posts;
  }
}
