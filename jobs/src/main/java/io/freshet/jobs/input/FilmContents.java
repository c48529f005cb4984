package io.freshet.jobs.input;

import io.freshet.features.ItemFacts;
import io.freshet.ranking.eval.RecordedCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Films as a catalogue whose content vectors are genres and year: {@code id::title (year)::genre|genre}, or tab-separated columns
 * with a header that names item, title and genres.
 *
 * <p>A vector has a 0 or 1 for each genre of the file, in alphabetical order, and five values for the year: how near it is to
 * the earliest, the quartiles and the latest of the file, two neighbouring ones sharing 1 (a film without a year has zeros).
 */
final class FilmContents {
    private static final Pattern YEAR = Pattern.compile("\\((\\d{4})\\)\\s*$");
    private static final int KNOTS = 5;

    private final List<Film> films;
    private final List<String> genres;
    private final double[] knots;

    private FilmContents(List<Film> films) {
        this.films = films;
        TreeSet<String> all = new TreeSet<>();
        films.forEach(film -> all.addAll(film.genres()));
        this.genres = List.copyOf(all);
        this.knots = knots(films.stream()
                .mapToInt(Film::year)
                .filter(year -> year > 0)
                .sorted()
                .toArray());
    }

    /** Reads the rest of a file whose first line was read. */
    static RecordedCatalogue read(Path file, String first, Lines lines) throws IOException {
        boolean tabs = first.indexOf('\t') >= 0;
        if (!tabs && !first.contains("::")) {
            throw new InputException(file + " begins with " + Fields.shown(first)
                    + ", which is no form of a catalogue known: give lines of JSON, id::title::genres, or"
                    + " tab-separated columns with a header naming item, title and genres");
        }
        List<String> header =
                tabs ? Arrays.asList(first.toLowerCase(Locale.ROOT).split("\t", -1)) : List.of();
        int[] columns = tabs
                ? new int[] {header.indexOf("item"), header.indexOf("title"), header.indexOf("genres")}
                : new int[] {0, 1, 2};
        if (Arrays.stream(columns).anyMatch(column -> column < 0)) {
            throw new InputException(file + " has the columns " + String.join(", ", header)
                    + ": a catalogue needs item, title and genres");
        }
        List<Film> films = new ArrayList<>();
        String separator = tabs ? "\t" : "::";
        for (String line = tabs ? lines.nextNonBlank() : first; line != null; line = lines.nextNonBlank()) {
            films.add(film(file, line.split(separator, -1), columns, lines.place()));
        }
        return new FilmContents(films).catalogue();
    }

    private static Film film(Path file, String[] cells, int[] columns, String place) {
        if (Arrays.stream(columns).anyMatch(column -> column >= cells.length)) {
            throw new InputException(
                    file + ", " + place + ": it has " + cells.length + " columns: a film needs item, title and genres");
        }
        Matcher year = YEAR.matcher(cells[columns[1]]);
        return new Film(
                cells[columns[0]].strip(),
                Arrays.stream(cells[columns[2]].split("\\|"))
                        .map(String::strip)
                        .filter(genre -> !genre.isEmpty())
                        .toList(),
                year.find() ? Integer.parseInt(year.group(1)) : 0);
    }

    private RecordedCatalogue catalogue() {
        return new RecordedCatalogue(films.stream()
                .map(film ->
                        new RecordedCatalogue.Entry(film.id(), new ItemFacts(true, film.genres()), content(film), 0))
                .toList());
    }

    private float[] content(Film film) {
        float[] content = new float[genres.size() + KNOTS];
        film.genres().forEach(genre -> content[genres.indexOf(genre)] = 1f);
        if (film.year() > 0) {
            int after = 1;
            while (after < KNOTS - 1 && film.year() > knots[after]) {
                after++;
            }
            double span = knots[after] - knots[after - 1];
            float nearness = span == 0 ? 1f : (float) ((film.year() - knots[after - 1]) / span);
            content[genres.size() + after - 1] = 1f - nearness;
            content[genres.size() + after] = nearness;
        }
        return content;
    }

    private static double[] knots(int[] years) {
        double[] knots = new double[KNOTS];
        for (int knot = 0; knot < KNOTS && years.length > 0; knot++) {
            knots[knot] = years[knot * (years.length - 1) / (KNOTS - 1)];
        }
        return knots;
    }

    /** @param year 0 if it is not told */
    private record Film(String id, List<String> genres, int year) {}
}
