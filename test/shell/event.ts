/** The part of Electron's events that a listener may use. Getters stay getters. */
export function createEvent<Details extends object>(details: Details) {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(details)) as Details & typeof event;
}
