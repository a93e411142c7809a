# Finds the tools of the build: sourced by ./isthmus, ./verify and others. Works with bash 3.2 (macOS).
# Nothing here starts a process on the usual path, so that ./isthmus stays fast.

REQUIRED_JAVA=25

# jdk_version HOME: sets JDK_VERSION (25.0.1) and JDK_MAJOR (25) of the JDK in HOME; fails where there is none.
jdk_version() {
  local line
  JDK_VERSION=
  [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in JAVA_VERSION=*) line=${line#JAVA_VERSION=}; JDK_VERSION=${line//[\"$'\r']/} ;; esac
    done <"$1/release"
  fi
  if [ -z "$JDK_VERSION" ]; then
    JDK_VERSION=$("$1/bin/javac" -version 2>&1) || return 1
    JDK_VERSION=${JDK_VERSION##* }
  fi
  JDK_MAJOR=${JDK_VERSION%%[!0-9]*}
  [ -n "$JDK_MAJOR" ]
}

# is_jdk HOME: the JDK in HOME is new enough.
is_jdk() { jdk_version "$1" && [ "$JDK_MAJOR" -ge "$REQUIRED_JAVA" ]; }

# find_jdk: sets JDK to the home of a JDK that is new enough; where there is none it says what is needed and fails.
# ISTHMUS_JAVA_HOME names the one to use, ISTHMUS_JDK_PLACES a folder of JDKs to look through instead of the usual places.
find_jdk() {
  local home java places
  if [ -n "${ISTHMUS_JAVA_HOME:-}" ]; then # the user's word: no other is tried
    is_jdk "$ISTHMUS_JAVA_HOME" && JDK=$ISTHMUS_JAVA_HOME && return 0
    echo "error: ISTHMUS_JAVA_HOME is $ISTHMUS_JAVA_HOME: ${JDK_VERSION:+JDK $JDK_VERSION, and }Isthmus needs JDK $REQUIRED_JAVA or later there" >&2
    return 1
  fi
  if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
    JDK=$JAVA_HOME && return 0
  fi
  java=$(type -P java) || java=
  if [ -n "$java" ]; then
    [ ! -L "$java" ] || java=$(readlink -f "$java" 2>/dev/null) || java=
    home=${java%/bin/java}
    is_jdk "$home" && JDK=$home && return 0
  fi
  if [ -n "${ISTHMUS_JDK_PLACES:-}" ]; then
    places=("$ISTHMUS_JDK_PLACES"/*)
  else
    places=(/usr/lib/jvm/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* /opt/*jdk* /opt/java/* /usr/java/*
      /usr/local/*jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home)
  fi
  for home in "${places[@]}"; do
    is_jdk "$home" && JDK=$home && return 0
  done
  jdk_version "${JAVA_HOME:-${java%/bin/java}}" || JDK_VERSION=
  cat >&2 <<END
error: no JDK $REQUIRED_JAVA or later was found${JDK_VERSION:+ (the default is JDK $JDK_VERSION)}
  Looked at JAVA_HOME, PATH, and ${ISTHMUS_JDK_PLACES:-the usual places (/usr/lib/jvm, SDKMAN, /opt, /Library/Java)}.
  Install one, for instance:   sdk install java 25-tem     brew install openjdk@25     apt install openjdk-25-jdk
  or name one that is there:   export ISTHMUS_JAVA_HOME=<folder with bin/javac>
END
  return 1
}

# find_maven: sets MVN; where there is none it says how to get it and fails.
find_maven() {
  local mvn
  if [ -n "${ISTHMUS_MVN:-}" ]; then
    [ -x "$ISTHMUS_MVN" ] && MVN=$ISTHMUS_MVN && return 0
    echo "error: ISTHMUS_MVN is $ISTHMUS_MVN, which is no program" >&2
    return 1
  fi
  MVN=$(type -P mvn) && return 0
  for mvn in "${MAVEN_HOME:-/nowhere}/bin/mvn" "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/maven/current/bin/mvn \
    /opt/*maven*/bin/mvn /opt/homebrew/bin/mvn; do
    [ -x "$mvn" ] && MVN=$mvn && return 0
  done
  cat >&2 <<END
error: Maven (mvn) was not found; Isthmus is built with Maven 3.8.6 or later
  Install it, for instance:    sdk install maven     brew install maven     apt install maven
  or name one that is there:   export ISTHMUS_MVN=<path of mvn>
END
  return 1
}

# maven ARG...: runs Maven on the JDK found.
maven() {
  JAVA_HOME=$JDK MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
    "$MVN" --batch-mode --no-transfer-progress --file "$root/pom.xml" "$@"
}

# lock FILE: holds FILE's lock until the process ends or calls unlock; says so where it has to wait.
lock() {
  exec 9>"$1"
  if type -P flock >/dev/null; then
    flock -n 9 || { echo "isthmus: another run is building; waiting for it" >&2; flock 9; }
  elif type -P perl >/dev/null; then
    perl -e 'use Fcntl ":flock"; open(my $f, ">&=", 9) or die; flock($f, LOCK_EX) or die' # the lock is the open file's
  fi
}

unlock() { exec 9>&-; }
