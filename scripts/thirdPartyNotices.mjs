import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Texts of licences for packages that name one without bringing its text. */
const STANDARD = {
  'Apache-2.0': () => readFileSync('node_modules/typescript/LICENSE.txt', 'utf8'),
  MIT: ({ author }) => `MIT License

Copyright (c) ${author.name ?? author}

${MIT_TERMS}`,
}

const MIT_TERMS = readFileSync('LICENSE', 'utf8').replace(/^[\s\S]*?(?=Permission is hereby granted)/, '')

/** Files that say under what terms a package, or what is in it, may be passed on. */
const LEGAL = /^(licen[cs]e|notices?|copying|copyrightnotice|third-?party-?notice(s|text)?)(\.(md|txt))?$/i

/**
 * The licences of all packages that bundles hold, and of some that are copied.
 *
 * @param {{ inputs: Record<string, unknown> }[]} metafiles of esbuild
 * @param {string[]} copied folders of packages
 * @returns {string}
 * @throws where a package says nothing of its terms
 */
export function thirdPartyNotices(metafiles, copied) {
  const bundled = metafiles
    .flatMap(({ inputs }) => Object.keys(inputs))
    // Those in brackets were left out for the browser.
    .flatMap(file => /^(?!\().*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [])
  const sections = new Map([...bundled, ...copied].map(noticeOf))
  const sorted = [...sections].sort(([a], [b]) => a.localeCompare(b)).map(([, text]) => text)
  return `Convolens holds code of the packages below.\n\n${sorted.join('\n')}`
}

function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const { name, version, license } = manifest
  const texts = readdirSync(folder)
    .filter(file => LEGAL.test(file))
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8').trim())
  if (!texts.some(text => text.length > 0)) {
    if (STANDARD[license] === undefined) throw new Error(`${name} ${version} brings no text of its licence ${license}`)
    texts.push(STANDARD[license](manifest).trim())
  }
  const title = `${name} ${version} (${license})`
  return [title, `${'='.repeat(title.length)}\n${title}\n\n${texts.join('\n\n')}\n`]
}
