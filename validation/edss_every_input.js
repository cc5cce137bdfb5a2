// Runs the MIT-licensed calculator adobrasinovic/edss on every raw input and writes tests/oracles/edss_every_input.json.
//
//     node validation/edss_every_input.js path/to/edss/src/index.js "a note" > tests/oracles/edss_every_input.json
//
// Inputs in order: ambulation 0 to 16 outermost, then visual, brainstem, pyramidal, cerebellar, sensory, bowel and
// bladder, cerebral, the last changing fastest. The digest is SHA-256 of one byte an input: the EDSS in half points.

const { createHash } = require("crypto");
const path = require("path");

const { calculateEDSS } = require(path.resolve(process.argv[2]));

const HIGHEST = [6, 5, 6, 5, 6, 6, 5];
const HIGHEST_AMBULATION = 16;

function everySet() {
  let sets = [[]];
  for (const highest of HIGHEST) {
    sets = sets.flatMap((set) => Array.from({ length: highest + 1 }, (_, grade) => [...set, grade]));
  }
  return sets;
}

const sets = everySet();
const digest = createHash("sha256");
const inputs_by_edss = {};
for (let ambulation = 0; ambulation <= HIGHEST_AMBULATION; ambulation += 1) {
  const halfPoints = Buffer.from(sets.map((set) => 2 * calculateEDSS(...set, ambulation)));
  digest.update(halfPoints);
  for (const half of halfPoints) {
    const edss = (half / 2).toFixed(1);
    inputs_by_edss[edss] = (inputs_by_edss[edss] || 0) + 1;
  }
}

const found = {
  program: `adobrasinovic/edss 1.0.6, commit b41f4b9 (MIT), node ${process.version}`,
  script: "validation/edss_every_input.js",
  note: process.argv[3] || "",
  cases: { n_inputs: sets.length * (HIGHEST_AMBULATION + 1), sha256: digest.digest("hex"), inputs_by_edss },
};
console.log(JSON.stringify(found, null, 1));
