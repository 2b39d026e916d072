/**
 * How Node's collector runs in the language server: after a collection some 25 MB are in use, and by itself the collector lets
 * a process grow to four times that and more before it works again. With these it works sooner, and most of what it leaves is
 * not touched: see docs/performance.md, "Memory". In MiB; no workspace has come near the limit for old objects.
 */
export const SERVER_MEMORY = ['--max-semi-space-size=8', '--max-old-space-size=1024']
