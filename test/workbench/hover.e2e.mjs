import assert from 'node:assert/strict'

export const file = 'digits/lenet.ts'

export const tests = {
  'a convolution tells its shape, field and costs': async ({ editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    const text = await editor.hover('conv2d', /receptive field/i)
    assert.match(text, /28×28×6/)
    assert.match(text, /5×5/)
    assert.match(text, /\(5·5·1 \+ 1\)·6 = 156/)
    // 28·28 places, 6 filters, 5·5·1 multiply-adds each.
    assert.match(text, /117,600/)
    // 28·28·6 numbers of 4 bytes are 18,816 bytes, 18.4 KiB.
    assert.match(text, /18,816|18\.4/)
    assert.match(text, /%/)
  },
}
