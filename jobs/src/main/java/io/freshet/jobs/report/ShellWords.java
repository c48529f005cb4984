package io.freshet.jobs.report;

import java.util.regex.Pattern;

/** Words of a command for a POSIX shell. */
final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@=+-]+");

    private ShellWords() {}

    /** As it is if no character means anything to the shell. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
