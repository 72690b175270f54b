"""Seeded rounds of allocation, and every visit that a household could have, by the published rules alone."""

import random

FIRST_DAY = 20_822  # a Monday
STEP = 20
OPEN, CLOSE = 540, 900
DAYS = 5
MASK = (1 << 64) - 1


def round_of(seed: int, sizes: list[int], households: int, places: int, desks: int, starts: int,
             ) -> dict:
    """Everybody can get to two of the places, some more wanted than others, on two days of the week, at
    a time of their own at which they may begin on `starts` steps: four times that many choices."""
    chosen = random.Random(seed)
    steps = (CLOSE - OPEN) // STEP
    wanted = [1 / (1 + place) ** 0.5 for place in range(places)]
    people = []
    for name in range(households):
        persons = chosen.choice(sizes)
        near: set[int] = set()
        while len(near) < 2:
            near.add(chosen.choices(range(places), wanted)[0])
        first = chosen.randrange(steps - persons - starts + 2)
        people.append({
            "name": name, "persons": persons, "urgency": chosen.randrange(3),
            "waiting": FIRST_DAY - chosen.randrange(1, 300),
            "places": {str(place): chosen.randrange(1, 40) for place in sorted(near)},
            "window": [OPEN + first * STEP, OPEN + (first + persons + starts - 1) * STEP],
            "weekdays": sorted(chosen.sample(range(1, DAYS + 1), 2))})
    return {
        "seed": list(range(1, 33)), "pointsPerKilometre": 1, "pointsPerDay": 5,
        "minutes": [STEP, STEP], "households": people,
        "desks": [{"place": place, "desk": place * 100 + desk, "day": FIRST_DAY + day,
                   "open": [OPEN, CLOSE], "step": STEP}
                  for place in range(places) for day in range(DAYS) for desk in range(desks)]}


def choices(told: dict) -> list[list[tuple]]:
    """For each household: place, day, first minute, last minute, points."""
    found = []
    days = sorted({desk["day"] for desk in told["desks"]})
    first, further = told["minutes"]
    for one in told["households"]:
        minutes = first + (one["persons"] - 1) * further
        low, high = one["window"]
        found.append([
            (int(place), day, start, start + minutes,
             far * told["pointsPerKilometre"] + (day - days[0]) * told["pointsPerDay"])
            for place, far in one["places"].items()
            for day in days if (day + 3) % 7 + 1 in one["weekdays"]
            for start in range(OPEN, CLOSE - minutes + 1, STEP)
            if low <= start and start + minutes <= high])
    return found


def room(told: dict) -> int:
    """Desks of each place on each day; all places have as many."""
    return sum(desk["place"] == 0 and desk["day"] == FIRST_DAY for desk in told["desks"])


def ranked(told: dict) -> list[int]:
    """Households by class, waiting time and lot, as docs/allocation.md has it."""
    people = told["households"]
    return sorted(range(len(people)), key=lambda at: (
        people[at]["urgency"], people[at]["waiting"], lot(told["seed"], people[at]["name"]),
        people[at]["name"]))


def lot(seed: list[int], name: int) -> int:
    state = 0
    for byte in [*seed, *str(name).encode()]:
        state = mix(state ^ byte)
    return state


def mix(value: int) -> int:
    """SplitMix64."""
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def check(told: dict, solved: dict) -> None:
    """Every visit is one of its household's choices, at one desk, and no desk sees two at a time."""
    possible = choices(told)
    taken: set[tuple] = set()
    cost = 0
    for name, place, day, desk, start, end in solved["assigned"]:
        points = {one[:4]: one[4] for one in possible[name]}
        cost += points[place, day, start, end]
        steps = {(desk, day, minute) for minute in range(start, end, STEP)}
        if steps & taken or not place * 100 <= desk < place * 100 + room(told):
            raise ValueError(f"household {name} has a desk that is taken or elsewhere")
        taken |= steps
    everybody = sorted([one[0] for one in solved["assigned"]] + solved["unassigned"])
    if cost != solved["cost"] or everybody != list(range(len(possible))):
        raise ValueError("points or households that do not add up")
