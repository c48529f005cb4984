package io.freshet.jobs.cli;

import io.freshet.jobs.replay.WarmUpLength;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --warm-up}. */
final class WarmUpConverter implements ITypeConverter<WarmUpLength> {
    @Override
    public WarmUpLength convert(String value) {
        try {
            return WarmUpLength.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
