"""Checks docker/ without a container engine: what the files name must exist and fit together.

usage: docker_test.py SOURCE_FOLDER [BIN_FOLDER]

BIN_FOLDER holds the built programs; without it the libraries of the image are not compared with
what they are linked with. Exit code 77: all that could be checked is right, but a part could not be
checked on this machine, which the last lines say.
"""

import fnmatch
import json
import pathlib
import re
import shlex
import subprocess
import sys

import yaml

PROGRAMS = ["kiosque-index", "kiosque-server"]
IMAGES = {"debian:12", "debian:12-slim"}
# No library, but data that the programs read.
DATA_PACKAGES = {"hunspell-fr-classical"}
# A debug build is linked with these besides; the image has a release build.
SANITIZERS = ("libasan", "libubsan", "libtsan")

found = []
left_out = []


def complain(text):
    found.append(text)


def check(holds, text):
    if not holds:
        complain(text)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def read_instructions(dockerfile):
    """(instruction, rest) in order; comments out, continued lines joined."""
    lines = [line for line in dockerfile.read_text(encoding="utf-8").splitlines()
             if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def read_stages(instructions):
    """A list for each FROM, with the name of the stage before it."""
    stages = []
    for instruction, rest in instructions:
        if instruction == "FROM":
            words = rest.split()
            check(words[0] in IMAGES, f"FROM {words[0]}: expected one of {sorted(IMAGES)}")
            stages.append((words[2] if len(words) == 3 else "", []))
        else:
            stages[-1][1].append((instruction, rest))
    return stages


def rests(stage, instruction):
    return [rest for name, rest in stage if name == instruction]


def packages_of_kind(root, kind):
    rows = (line.split() for line in (root / "scripts/packages.txt").read_text().splitlines())
    return {row[1] for row in rows if len(row) == 2 and row[0] == kind}


def installed_packages(stage):
    """The packages that the RUN lines name themselves."""
    names = set()
    for rest in rests(stage, "RUN"):
        for command in re.split(r"&&|\|", rest):
            words = command.split()
            if words[:2] == ["apt-get", "install"]:
                names |= {word for word in words[2:] if not word.startswith("-")}
    return names


def is_ignored(root, path):
    """True when .dockerignore keeps `path` out of what the image is built from."""
    patterns = [line for line in (root / ".dockerignore").read_text().splitlines()
                if line and not line.startswith("#")]
    parts = pathlib.PurePosixPath(path).parts
    heads = ["/".join(parts[:i + 1]) for i in range(len(parts))]
    for pattern in patterns:
        plain = pattern.removeprefix("**/")
        names = parts if pattern.startswith("**/") else heads
        if any(fnmatch.fnmatchcase(name, plain) for name in names):
            return True
    return False


def check_build_context(root):
    """The folders and files that the build reads must reach it."""
    cmake = (root / "CMakeLists.txt").read_text()
    rooms = re.search(r"foreach\(room ([^)]+)\)", cmake).group(1).split()
    needed = set(rooms) | {"cmake", "CMakeLists.txt", "CMakePresets.json", "scripts/packages.txt"}
    for room in rooms:
        text = (root / room / "CMakeLists.txt").read_text()
        for files in re.findall(r"embed_text\(\S+ \S+ ([^)]+)\)", text):
            needed |= set(files.split())
    for path in sorted(needed):
        check((root / path).exists(), f"the build reads {path}, which is not in the source")
        check(not is_ignored(root, path), f".dockerignore leaves out {path}, which the build reads")


def built_paths(root):
    """Where the release preset puts the programs, and the targets that there are."""
    presets = json.loads((root / "CMakePresets.json").read_text())["configurePresets"]
    rows = {preset["name"]: preset for preset in presets}
    check("release" in rows, "CMakePresets.json has no preset 'release'")
    folder = rows["base"]["binaryDir"].replace("${sourceDir}/", "").replace("${presetName}", "release")
    cmake = (root / "CMakeLists.txt").read_text()
    check("set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)" in cmake,
          "CMakeLists.txt puts programs elsewhere than into bin, where the Dockerfile expects them")
    lists = "".join(path.read_text() for path in root.glob("*/CMakeLists.txt"))
    targets = set(re.findall(r"add_executable\((\S+)", lists))
    return {f"{folder}/bin/{target}" for target in targets}, targets


def check_build_stage(root, stage):
    built, targets = built_paths(root)
    runs = " ".join(rests(stage, "RUN"))
    check("$1 == \"build\"" in runs and "scripts/packages.txt" in runs,
          "the build stage does not install the build packages of scripts/packages.txt")
    named = re.search(r"--target ([^&]+)", runs)
    names = named.group(1).split() if named else []
    check(names == PROGRAMS, f"the build stage builds {names}, expected {PROGRAMS}")
    for name in names:
        check(name in targets, f"the build stage builds {name}, which is no target of CMake")
    check("cmake --preset release" in runs, "the build stage does not use the preset 'release'")
    for path in re.findall(r"build/\S+", runs):
        check(path in built, f"the build stage names {path}, which the build does not make")
    return built


def check_copies(root, stages, built):
    names = [name for name, _ in stages]
    for _, stage in stages:
        for rest in rests(stage, "COPY"):
            words = shlex.split(rest)
            origin = [word for word in words if word.startswith("--from=")]
            sources = [word for word in words[:-1] if not word.startswith("--")]
            for source in sources:
                if origin:
                    name = origin[0].removeprefix("--from=")
                    check(name in names, f"COPY --from={name}: there is no such stage")
                    check(source.removeprefix("/kiosque/") in built,
                          f"COPY {source}: the build does not make it")
                else:
                    check((root / source).exists(), f"COPY {source}: not in the source")
                    check(source == "." or not is_ignored(root, source),
                          f"COPY {source}: .dockerignore leaves it out")


def check_run_stage(root, stage):
    copied = " ".join(rests(stage, "COPY"))
    for program in PROGRAMS:
        check(f"/{program}" in copied, f"{program} is not in the image")
    entry = json.loads(rests(stage, "ENTRYPOINT")[0])
    check(entry == ["kiosque-server", "--index", "/index", "--host", "0.0.0.0"],
          f"ENTRYPOINT is {entry}")
    options = (root / "server/server_options.cpp").read_text()
    for option in (word for word in entry if word.startswith("--")):
        check(f'"{option}"' in options, f"ENTRYPOINT: kiosque-server has no option {option}")
    users = rests(stage, "USER")
    check(len(users) == 1 and re.fullmatch(r"[1-9][0-9]*:[1-9][0-9]*", users[-1]) is not None,
          f"USER must be numbers that are not those of root, but is {users}")
    if users:
        check(f"--uid {users[-1].split(':')[0]} " in " ".join(rests(stage, "RUN")),
              "the user of USER is not the one that the image makes")
    check(rests(stage, "VOLUME") == ["/index"], "VOLUME must be /index, where the server reads")
    check(rests(stage, "EXPOSE") == ["8080"], "EXPOSE must be 8080, the server's own port")
    config = (root / "server/config.hpp").read_text()
    check(re.search(r"port = 8080;", config), "the server's own port is no longer 8080")
    health = rests(stage, "HEALTHCHECK")
    check(len(health) == 1, "there is no HEALTHCHECK")
    command = json.loads(health[0].split("CMD", 1)[1]) if health else []
    script = root / "docker/healthcheck"
    check(command == ["kiosque-healthcheck"] and "/usr/local/bin/kiosque-healthcheck" in copied,
          "the HEALTHCHECK is not the script that the image has")
    check(script.stat().st_mode & 0o111, "docker/healthcheck is not executable")
    text = script.read_text()
    check("/8080" in text and "GET /healthz " in text, "docker/healthcheck asks something else")


def check_packages_exist(names):
    if not list(pathlib.Path("/var/lib/apt/lists").glob("*_Packages*")):
        left_out.append("whether the packages exist: apt has no lists here (apt-get update)")
        return
    known = set(re.findall(r"^Package: (\S+)$", run("apt-cache", "show", *sorted(names)), re.M))
    for name in sorted(names - known):
        complain(f"Debian has no package {name}")


def dependencies(names):
    """All that apt installs together with `names`, recommendations left out."""
    lines = run("apt-cache", "depends", "--recurse", "--no-recommends", "--no-suggests",
                "--no-conflicts", "--no-breaks", "--no-replaces", "--no-enhances", *sorted(names))
    return set(re.findall(r"^([a-z0-9][a-z0-9.+-]*)(?::\w+)?$", lines, re.M))


def package_of(library):
    """The package that a library belongs to; /lib may be a link to /usr/lib."""
    for path in (library, library.removeprefix("/usr"), "/usr" + library):
        owner = run("dpkg", "-S", path).split(":")[0]
        if owner:
            return owner
    return ""


def linked_packages(programs):
    packages = {}
    for program in programs:
        for library in re.findall(r"=> (/\S+)", run("ldd", str(program))):
            if not pathlib.Path(library).name.startswith(SANITIZERS):
                packages[package_of(library)] = library
    return packages


def check_libraries(stage, folder):
    if folder is None:
        left_out.append("whether the image has the libraries: no folder of programs was given")
        return
    programs = [folder / program for program in PROGRAMS]
    missing = [str(program) for program in programs if not program.exists()]
    if missing:
        complain(f"not built: {', '.join(missing)}")
        return
    named = installed_packages(stage)
    linked = linked_packages(programs)
    for name in sorted(named - DATA_PACKAGES - set(linked)):
        complain(f"the image installs {name}, which no program is linked with")
    come_along = dependencies(named)
    for name, library in sorted(linked.items()):
        check(name in named | come_along, f"the image lacks {name or 'the package'} of {library}")


def check_compose(root, stage):
    compose = yaml.safe_load((root / "docker/compose.yaml").read_text())
    services = compose["services"]
    check(set(services) == {"server", "indexer"}, f"compose.yaml has {sorted(services)}")
    for name, service in services.items():
        build = service["build"]
        context = (root / "docker" / build["context"]).resolve()
        check(context == root.resolve(), f"{name}: the context is {context}, expected the source")
        check((context / build["dockerfile"]).exists(), f"{name}: no {build['dockerfile']}")
        check(service.get("read_only") is True, f"{name}: read_only is missing")
        check(service.get("cap_drop") == ["ALL"], f"{name}: cap_drop: [ALL] is missing")
        check("restart" in service, f"{name}: restart is missing")
        for volume in service["volumes"]:
            source = re.sub(r"^\$\{\w+:-([^}]+)\}", r"\1", volume).split(":")[0]
            if source.startswith("."):
                check((root / "docker" / source).exists(), f"{name}: there is no folder {source}")
            else:
                check(source in compose["volumes"], f"{name}: the volume {source} is not declared")
    server, indexer = services["server"], services["indexer"]
    volume = rests(stage, "VOLUME")[0]
    check(server["volumes"] == [f"index:{volume}:ro"], "server: the index must be mounted read-only")
    check(f"index:{volume}" in indexer["volumes"], "indexer: the index is not mounted to be written")
    check(any(each.endswith(":/articles:ro") for each in indexer["volumes"]),
          "indexer: the articles must be mounted read-only")
    check(indexer.get("entrypoint") == ["kiosque-index"], "indexer: it is not kiosque-index")
    check(indexer.get("command") == ["/articles", "--index", volume],
          "indexer: it does not read /articles into the index")
    check(indexer.get("restart") == "no", "indexer: it must end when it is done")
    port = rests(stage, "EXPOSE")[0]
    check(all(each.endswith(f":{port}") for each in server["ports"]), "server: not the image's port")


def main():
    root = pathlib.Path(sys.argv[1])
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    stages = read_stages(read_instructions(root / "docker/Dockerfile"))
    if len(stages) != 2:
        sys.exit(f"docker/Dockerfile has {len(stages)} stages, expected one to build, one to run")
    (_, build), (_, final) = stages
    built = check_build_stage(root, build)
    check_build_context(root)
    check_copies(root, stages, built)
    check_run_stage(root, final)
    check_packages_exist(packages_of_kind(root, "build") | installed_packages(final))
    check_libraries(final, folder)
    check_compose(root, final)
    for line in found:
        print(line)
    for line in left_out:
        print(f"not checked: {line}")
    print(f"docker/: {len(found)} things are wrong")
    sys.exit(1 if found else 77 if left_out else 0)


if __name__ == "__main__":
    main()
