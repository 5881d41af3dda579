/** What may be wrong with a photo: a few words, and what was seen. */
export const hintTexts = {
  'hint.small': 'Small',
  'hint.small.why':
    'The longest edge has {edge, number} pixels. BigCommerce’s zoom shows up to {zoom, number}.',
  'hint.large': 'Larger than needed',
  'hint.large.why':
    'The longest edge has {edge, number} pixels. BigCommerce’s zoom shows up to {zoom, number}.',
  'hint.bytes': 'File larger than asked for',
  'hint.bytes.why':
    '{size, number} KB instead of {wanted, number} KB, which its recipe asks for. {isLossless, select, yes {A PNG loses nothing, so it gets no smaller. Choose JPEG or WebP.} other {Below quality {lowest} the photo would look worse. Choose a smaller longest edge, or a larger file.}}',
  'hint.soft': 'Soft',
  'hint.soft.why': 'Less sharp than the other photos of this batch: blur {blur} % instead of {usual} %.',
  'hint.background': '{isUneven, select, yes {Uneven background} other {Background not white}}',
  'hint.background.why':
    '{isUneven, select, yes {The background is uneven at the edges} other {The background at the edges is darker than white ({darkest} of 255)}}. The other photos have a white background.',
  'hint.cast': 'Colour cast',
  'hint.cast.why':
    'What is grey here is {colour, select, red {more red} blue {more blue} yellow {more yellow} green {more green} other {more magenta}} than in the other photos of this batch.',
  'hint.similar': 'Nearly the same',
  'hint.similar.why': 'It looks nearly the same as {file} of the same product.',
} as const;
