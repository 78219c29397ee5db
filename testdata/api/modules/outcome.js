const shown = (error) => ({ error: error.message, class: error.constructor.name });
export const returned = async (fn) => {
  try {
    return { returns: await fn() };
  } catch (error) {
    return { throws: shown(error) };
  }
};
export const rejects = async (fn) => {
  try {
    return Object.keys(await fn());
  } catch (error) {
    return shown(error);
  }
};
