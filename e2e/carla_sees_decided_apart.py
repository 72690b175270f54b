"""Supervisor Carla sees that of two children of one mother one is decided and the other still waits."""
import time

import story

MATCHING_SECONDS_MAX = 60
MOTHER = "Rita Ramos"


def test_carla_sees_who_is_decided_apart(someone, see):
    carla, bruno = someone("carla"), someone("bruno")
    end = time.monotonic() + MATCHING_SECONDS_MAX
    while True:
        carla.open("/desk")
        carla.follow("Families decided apart")
        if MOTHER in carla.main.inner_text():
            break
        assert time.monotonic() < end, carla.main.inner_text()
        time.sleep(1)
    carla.sees("brothers and sisters")
    carla.sees("waits")
    see(carla)
    case = story.first_link(carla, "/desk/cases/")
    carla.open(case)
    carla.sees("decided apart")
    see(carla)
    assert bruno.status("/desk/apart") == 403
