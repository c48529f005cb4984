package io.freshet.jobs.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What items are called, for people's eyes, and which categories they belong to. Immutable; the whole file is held in memory.
 *
 * <p>Reads tab-separated files with a header that names an item column and a title or description, and headerless
 * MovieLens files ({@code id::title::genres}, or {@code id|title|…}); plain or gzip, UTF-8 or else ISO-8859-1. Where ids
 * are numbers, leading zeros do not matter. Categories are the third field of {@code ::} rows, or a column genres, class, category or
 * categories, divided by {@code |} or, in RecBole's, by blanks.
 */
public final class Titles {
    private static final List<String> ITEM_COLUMNS = List.of("item", "item_id", "id");
    private static final List<String> TITLE_COLUMNS = List.of("title", "movie_title", "description", "name");

    private static final List<String> CATEGORY_COLUMNS = List.of("genres", "class", "category", "categories");
    private static final int NONE = -1;

    private final Map<String, String> titles;
    private final Map<String, List<String>> categories;

    private Titles(Map<String, String> titles, Map<String, List<String>> categories) {
        this.titles = titles;
        this.categories = categories;
    }

    /** Every item is called by its id. */
    public static Titles none() {
        return new Titles(Map.of(), Map.of());
    }

    /**
     * Reads all titles of a file.
     *
     * @throws InputException if the file cannot be read or holds no titles in a known form
     */
    public static Titles read(Path file) {
        List<String> lines = text(file).lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new InputException(file + " is empty: give a file of titles");
        }
        String first = lines.get(0);
        if (first.indexOf('\t') >= 0) {
            return withHeader(file, lines);
        }
        if (first.contains("::")) {
            return split(lines, "::", 0, 1, 2, "\\|");
        }
        if (first.indexOf('|') >= 0) {
            return split(lines, "\\|", 0, 1, NONE, "");
        }
        throw unknownForm(file, first);
    }

    /** The item's title, or {@code item <id>} where none is known. */
    public String titleOf(String itemId) {
        String title = titles.get(key(itemId));
        return title == null ? "item " + itemId : title;
    }

    /** The item's categories, none where none are known. */
    public List<String> categoriesOf(String itemId) {
        return categories.getOrDefault(key(itemId), List.of());
    }

    /** Whether any item has a category. */
    public boolean haveCategories() {
        return !categories.isEmpty();
    }

    public int size() {
        return titles.size();
    }

    private static Titles withHeader(Path file, List<String> lines) {
        List<String> header = List.of(lines.get(0).split("\t", -1)).stream()
                .map(Titles::columnName)
                .toList();
        int item = firstOf(ITEM_COLUMNS, header);
        int title = firstOf(TITLE_COLUMNS, header);
        if (item < 0 || title < 0) {
            throw unknownForm(file, lines.get(0));
        }
        int category = firstOf(CATEGORY_COLUMNS, header);
        boolean isRecBole = lines.get(0).contains(":token_seq");
        return split(lines.subList(1, lines.size()), "\t", item, title, category, isRecBole ? " " : "\\|");
    }

    /** {@code movie_title:token_seq}, as RecBole writes it, is the column {@code movie_title}. */
    private static String columnName(String cell) {
        return cell.split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static int firstOf(List<String> names, List<String> header) {
        return names.stream()
                .mapToInt(header::indexOf)
                .filter(at -> at >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static Titles split(
            List<String> lines, String separator, int item, int title, int category, String between) {
        Map<String, String> titles = new HashMap<>();
        Map<String, List<String>> categories = new HashMap<>();
        for (String line : lines) {
            String[] cells = line.split(separator, -1);
            if (cells.length > Math.max(item, title) && !cells[title].isBlank()) {
                titles.putIfAbsent(key(cells[item].strip()), cells[title].strip());
            }
            if (category >= 0 && cells.length > Math.max(item, category) && !cells[category].isBlank()) {
                categories.putIfAbsent(key(cells[item].strip()), words(cells[category], between));
            }
        }
        return new Titles(titles, categories);
    }

    private static List<String> words(String cell, String between) {
        return Arrays.stream(cell.split(between))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String key(String itemId) {
        return Ids.isNumber(itemId) ? Ids.withoutLeadingZeros(itemId) : itemId;
    }

    private static String text(Path file) {
        try (InputStream in = TextFile.open(file)) {
            return decoded(in.readAllBytes());
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    /** MovieLens' older files are ISO-8859-1, in which every byte is a character; accents are never valid UTF-8 by chance. */
    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static InputException unknownForm(Path file, String first) {
        return new InputException(
                file + " begins with " + Fields.shown(first) + ", which is no form of titles known: give"
                        + " tab-separated columns with a header naming item and title, or id::title::genres");
    }
}
