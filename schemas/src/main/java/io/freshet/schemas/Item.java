package io.freshet.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One item of the catalogue.
 *
 * @param title name for people to read
 * @param available whether it may be recommended now
 * @param content content vector {@code float[d]}, finite, owned by this record from now on
 * @param updatedMs when it last changed, milliseconds since 1970 UTC
 */
@SuppressWarnings("ArrayRecordComponent") // for speed; equality is spelled out below
public record Item(
        String itemId,
        @Nullable String title,
        List<String> categories,
        boolean available,
        float @Nullable [] content,
        long updatedMs) {

    // spelled out, because NullAway does not see @Nullable on the array parameters of a compact constructor
    public Item(
            String itemId,
            @Nullable String title,
            List<String> categories,
            boolean available,
            float @Nullable [] content,
            long updatedMs) {
        Checks.id("itemId", itemId);
        this.categories = Checks.labels("categories", categories);
        Checks.finite("content", content);
        Checks.notNegative("updatedMs", updatedMs);
        this.itemId = itemId;
        this.title = title;
        this.available = available;
        this.content = content;
        this.updatedMs = updatedMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Item that
                && itemId.equals(that.itemId)
                && Objects.equals(title, that.title)
                && categories.equals(that.categories)
                && available == that.available
                && Arrays.equals(content, that.content)
                && updatedMs == that.updatedMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(itemId, title, categories, available, Arrays.hashCode(content), updatedMs);
    }
}
