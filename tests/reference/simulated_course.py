"""One simulated life at a time, told as a list of happenings. Slow twin of kernels/simulated_*.py."""

import math
from dataclasses import dataclass

YEAR = 365.25


class Chance:
    """MRG32k3a, as in its author's paper: the last three numbers of two sequences."""

    def __init__(self, start):
        self.first, self.second = [int(each) for each in start[:3]], [int(each) for each in start[3:]]

    def draw(self):
        a = (1403580 * self.first[-2] - 810728 * self.first[-3]) % (2**32 - 209)
        b = (527612 * self.second[-1] - 1370589 * self.second[-3]) % (2**32 - 22853)
        self.first.append(a)
        self.second.append(b)
        return ((a - b) % (2**32 - 209) or (2**32 - 209)) / (2**32 - 208)


@dataclass
class Treatment:
    effect: object
    start_day: float
    points: float

    def share(self, day):
        since, effect = day - self.start_day, self.effect
        if since < 0 or since < effect.begins_days:
            return 0.0
        length = effect.full_by_days - effect.begins_days
        grown = min(1.0, (since - effect.begins_days) / length) if length else 1.0
        return grown * 0.5 ** (max(0.0, since - effect.wanes_from_days) / effect.wanes_half_days)

    def ratio(self, name, day):
        full, share = getattr(self.effect, name), self.share(day)
        return full if share == 1 else math.exp(share * math.log(max(full, 0.001)))


@dataclass
class Person:
    male: bool
    onset_age: float
    primary: bool
    relapse_pace: float
    progression_pace: float
    onset_points: float
    secondary_day: float
    death_luck: float


class Life:
    """A patient's happenings under a law, treatments and streams of chance."""

    def __init__(self, person, law, treatments, streams, until):
        self.person, self.law, self.treatments, self.until = person, law, treatments, until
        self.streams = streams
        self.relapses, self.steps, self.death_day = [], [], math.inf

    def stage(self, day):
        if self.person.primary:
            return "primary"
        if day >= self.person.secondary_day:
            return "secondary"
        return "early" if day < self.law.early_days else "later"

    def relapse_rate(self, day, year):
        law, ages = self.law, self.law.relapses.per_year
        ratio = {"early": law.early_ratio, "later": 1, "secondary": law.secondary_ratio}
        ratio["primary"] = law.primary_ratio
        return ages[min(year, len(ages) - 1)] * ratio[self.stage(day)] * self.person.relapse_pace

    def step_rate(self, day):
        law = self.law
        rates = {"secondary": law.secondary_steps_per_year, "primary": law.primary_steps_per_year}
        return rates.get(self.stage(day), law.steps_per_year) * self.person.progression_pace

    def stretch_end(self, day, kind):
        """Where the stretch of the illness ends in which chance goes on."""
        ends = [self.person.secondary_day]
        if kind == "relapse" and self.law.early_days < self.person.secondary_day:
            ends.append(self.law.early_days)
        later = [end for end in ends if end > day and not self.person.primary]
        return min(later, default=math.inf)

    def next_candidate(self, day, need, kind):
        """The day on which the rate has summed up to *need*, walked from birthday to birthday."""
        end = self.stretch_end(day, kind)
        year = int(self.person.onset_age + day / YEAR)
        while True:
            birthday = (year + 1 - self.person.onset_age) * YEAR
            last = kind == "step" or year >= len(self.law.relapses.per_year) - 1
            rate = self.step_rate(day) if kind == "step" else self.relapse_rate(day, year)
            length = math.inf if last else max(birthday - day, 0.0)
            if rate > 0 and need <= rate * length / YEAR:
                day += need / rate * YEAR
                return (day, False) if day < end else (end, True)
            if last or birthday >= end:
                return end, True
            need -= rate * length / YEAR
            day, year = birthday, year + 1

    def candidates(self, kind, chance, low, high):
        day, found = 0.0, []
        while day < self.until:
            need = -math.log(chance.draw()) / (high - low)
            day, is_end = self.next_candidate(day, need, kind)
            if is_end or day > self.until:
                continue
            marks = [chance.draw() for _ in range(6 if kind == "relapse" else 1)]
            found.append((math.ceil(day), low + marks[0] * (high - low), marks[1:]))
        return found

    def all_candidates(self, kind, gap, more):
        places = (0, 2) if kind == "relapse" else (1, 3)
        usual = apart(self.candidates(kind, Chance(self.streams[places[0]]), 0.0, 1.0), gap)
        if not more:
            return usual
        extra = apart(self.candidates(kind, Chance(self.streams[places[1]]), 1.0, 4.0), gap)
        kept = [each for each in extra if all(abs(each[0] - one[0]) >= gap for one in usual)]
        return sorted(usual + kept, key=lambda each: each[0])  # the usual first on the same day

    def points(self, day):
        """Lasting points from all that has happened so far, and what therapies bring by a day."""
        gained = sum(relapse["residual"] for relapse in self.relapses) + 0.5 * len(self.steps)
        given = sum(each.points * each.share(day) for each in self.treatments)
        return self.person.onset_points + gained + given

    def ratio(self, name, day):
        return math.prod(each.ratio(name, day) for each in self.treatments)

    def relapse(self, candidate):
        day, mark, (height, stays, part, radius, angle) = candidate
        if mark >= self.ratio("relapse_ratio", day):
            return
        law, level = self.law, min(max(self.points(day), 0), 9.5)
        height = law.peak_scale * (-math.log(height)) ** (1 / law.peak_shape)
        peak = min(height * (law.walking_peak_ratio if level >= 6 else 1), 9.5 - level)
        odds = math.exp(
            law.residual_log_odds
            + law.severe_log_odds * (height >= 2)
            + law.older_log_odds * (self.person.onset_age + day / YEAR >= 30)
        )
        kept = peak * part**law.residual_power * self.ratio("residual_ratio", day)
        normal = math.sqrt(-2 * math.log(radius)) * math.cos(2 * math.pi * angle)
        self.relapses.append(
            {
                "day": day,
                "peak": peak,
                "residual": min(peak, kept) if stays < odds / (1 + odds) else 0.0,
                "recovery": math.exp(law.log_recovery + law.recovery_spread * normal),
            }
        )

    def step(self, candidate):
        day, mark, _ = candidate
        level = min(max(self.points(day), 0), 9.5)
        slower = (1, self.law.walking_step_ratio, self.law.bed_step_ratio)[int(level >= 6) + int(level >= 8)]
        ratio = self.ratio("progression_ratio", day) * slower
        if mark < ratio and level <= 9:
            self.steps.append(day)

    def lived(self):
        """The life, with its happenings in order."""
        more = [
            any(getattr(each.effect, name) > 1 for each in self.treatments)
            for name in ("relapse_ratio", "progression_ratio")
        ]
        relapses = self.all_candidates("relapse", self.law.gap_days, more[0])
        steps = self.all_candidates("step", 0, more[1])
        happenings = sorted(
            [(each[0], 0, self.relapse, each) for each in relapses]
            + [(each[0], 1, self.step, each) for each in steps],
            key=lambda each: each[:2],
        )
        luck, day, age = self.person.death_luck, 0.0, int(self.person.onset_age)
        while day < self.until and self.death_day == math.inf:
            birthday = min((age + 1 - self.person.onset_age) * YEAR, self.until)
            band = min(max(int(self.points(day) + 0.25) - 6, 0), 3)
            rate = self.law.deaths_per_year[int(self.person.male)][min(age, 100)] * self.law.death_ratio[band]
            risk = rate * (birthday - day) / YEAR
            if risk >= luck:
                self.death_day = max(1, math.ceil(day + (birthday - day) * luck / risk))
            while happenings and happenings[0][0] <= min(birthday, self.death_day):
                _, _, happen, candidate = happenings.pop(0)
                happen(candidate)
            luck, day, age = luck - risk, birthday, age + 1
        return self


def apart(candidates, gap):
    kept, last = [], 0
    for each in candidates:
        if each[0] - last >= gap:
            kept.append(each)
            last = each[0]
    return kept


def true_points(life, day, with_passing=True):
    """True EDSS on a day of a life that has been lived."""
    points = life.person.onset_points + 0.5 * sum(step <= day for step in life.steps)
    for relapse in life.relapses:
        since = day - relapse["day"]
        if since >= 0:
            points += relapse["residual"]
            if with_passing:
                points += (relapse["peak"] - relapse["residual"]) * math.exp(-since / relapse["recovery"])
    points += sum(each.points * each.share(day) for each in life.treatments)
    return min(max(points, 0.0), 9.5)
