// The feed of an address as node-ical has it, which fetches it too: one JSON array.
import { createRequire } from "node:module";

const ical = createRequire(process.argv[2])("node-ical");
const found = await ical.async.fromURL(process.argv[3]);

const two = (number) => String(number).padStart(2, "0");

// A whole day is midnight by the clock of the machine.
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const moment = (date) => date.toISOString().replace(".000", "");
const plain = (value) => (typeof value === "object" ? value.val : value);

const told = Object.values(found)
  .filter((each) => each.type === "VEVENT")
  .map((each) => {
    const write = each.datetype === "date" ? day : moment;
    return [each.uid, write(each.start), write(each.end), each.status, plain(each.summary)];
  });
console.log(JSON.stringify(told));
