/** What Backfile's own servers on this machine send as `server`: by it `doctor` knows whose a port is. */
export const SERVER_NAME = 'Backfile';
