# How the scripts write what R computes to tests/oracles/, each row headed by the program it came from.
# Run them from the root of the repository: Rscript validation/survival.R

# A table of numbers: one row a number, each with the program and version that computed it. Values carry 17 digits.
# An array becomes several rows, quantity[1], quantity[2] ...; a named vector quantity[name].
new_oracle <- function() list2env(list(rows = list()))

record <- function(oracle, estimator, case, quantity, value, package) {
  value <- unlist(value)
  labels <- if (!is.null(names(value))) names(value) else seq_along(value)
  quantities <- if (length(value) == 1 && is.null(names(value))) quantity else paste0(quantity, "[", labels, "]")
  oracle$rows[[length(oracle$rows) + 1]] <- data.frame(
    estimator = estimator, case = case, quantity = quantities,
    value = format(as.numeric(value), digits = 17, trim = TRUE, scientific = NA),
    program = paste0("R ", getRversion(), ", ", package), version = as.character(packageVersion(package))
  )
}

save_oracle <- function(oracle, file) {
  write.csv(do.call(rbind, oracle$rows), file.path("tests", "oracles", file), row.names = FALSE, quote = TRUE)
}

# The patients of a case, for both programs: tests/oracles/data/<name>.csv.
save_patients <- function(frame, name) {
  dir.create(file.path("tests", "oracles", "data"), showWarnings = FALSE)
  write.csv(frame, file.path("tests", "oracles", "data", paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
}
