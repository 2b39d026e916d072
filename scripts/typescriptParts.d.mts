import type { Plugin } from 'esbuild'

export declare const typescriptParts: Plugin
