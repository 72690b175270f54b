"""A command that cannot be done says why and the way out on one line, writes nothing to standard output, and ends with 2."""
import socket
import subprocess

import house
import pytest

MISTAKES = {
    "unknown flag": (["verify", "--dta", "x"], "--help"),
    "unknown command": (["sreve"], "--help"),
    "no store there": (["verify", "--data", "{folder}/nothing"], "cais setup"),
    "no such policy": (["policy", "check", "--policy", "{folder}/nowhere"], "--policy"),
    "no such home": (["verify", "--home", "{folder}/nowhere"], "--home"),
    "not a URL": (["setup", "--data", "{folder}/a", "--database", "cais.example"], "postgresql://"),
    "nobody listens": (["setup", "--data", "{folder}/b", "--database", "postgresql://127.0.0.1:9/cais"], "--database"),
    "no such port": (["serve", "--data", "{folder}/c", "--port", "70000"], "--port"),
    "no such compartment": (["serve", "--data", "{folder}/c", "--compartment", "kitchen"], "equality"),
    "no address behind the proxy": (["serve", "--data", "{folder}/d", "--behind-proxy"], "CAIS_ADDRESS"),
}


def run(command, folder):
    home = [] if "--home" in command or len(command) < 2 else ["--home", str(house.PROJECT)]
    typed = [part.replace("{folder}", str(folder)) for part in command] + home
    return subprocess.run([house.CAIS, *typed], cwd=folder, text=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_said_on_one_line_with_the_way_out(name, tmp_path):
    command, way_out = MISTAKES[name]
    done = run(command, tmp_path)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert way_out in done.stderr, done.stderr


def test_a_port_that_is_taken_is_said(tmp_path):
    assert run(["setup", "--data", str(tmp_path / "store")], tmp_path).returncode == 0
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run(["serve", "--data", str(tmp_path / "store"), "--port", str(other.getsockname()[1])], tmp_path)
    assert done.returncode == 2
    assert "--port" in done.stderr and len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_every_flag_of_the_shipped_unit_is_known(tmp_path):
    unit = (house.PROJECT / "deploy" / "cais.service").read_text(encoding="utf-8")
    line = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    flags = [part for part in line.split() if part.startswith("--")]
    known = run(["serve", "--help"], tmp_path).stdout.split()
    assert "--keys" in flags and all(flag in known for flag in flags), flags


def test_help_is_no_mistake(tmp_path):
    done = run(["--help"], tmp_path)
    assert done.returncode == 0 and "SUBCOMMANDS" in done.stdout
