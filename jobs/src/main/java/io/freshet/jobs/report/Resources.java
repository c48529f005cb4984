package io.freshet.jobs.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that the page is made of; read anew for each page. */
final class Resources {
    private static final Pattern INCLUDE = Pattern.compile("\\{\\{>([a-z.-]+)}}");

    private Resources() {}

    static String text(String name) throws IOException {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("resource " + name + " is not in the jar: build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A template in which {@code {{>name}}} is replaced by the file of that name. */
    static Template template(String name) throws IOException {
        return Template.parse(included(text(name)));
    }

    private static String included(String text) throws IOException {
        StringBuilder whole = new StringBuilder();
        Matcher includes = INCLUDE.matcher(text);
        while (includes.find()) {
            includes.appendReplacement(whole, Matcher.quoteReplacement(included(text(includes.group(1)))));
        }
        return includes.appendTail(whole).toString();
    }
}
