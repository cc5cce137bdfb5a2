# Seconds and coefficients of coxph; run by benchmarks/cox.py.
# Rscript benchmarks/cox.R FOLDER REPEATS    float64 arrays of the folder as .bin; prints JSON

suppressMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
read_array <- function(name) {
  path <- file.path(arguments[1], paste0(name, ".bin"))
  if (file.exists(path)) readBin(path, "double", file.size(path) / 8)
}
exit_day <- read_array("exit_day")
event <- read_array("event")
covariates <- matrix(read_array("covariates"), nrow = length(exit_day))
weights <- read_array("weights")
each <- seq_along(exit_day)
fit_once <- function() {
  if (is.null(weights)) return(coxph(Surv(exit_day, event) ~ covariates))
  coxph(Surv(exit_day, event) ~ covariates, weights = weights, cluster = each)
}
seconds <- replicate(as.integer(arguments[2]), system.time(fit <<- fit_once())["elapsed"])
cat(sprintf('{"seconds": %.6f, "coefficients": [%s]}\n', min(seconds), paste(format(coef(fit), digits = 15), collapse = ", ")))
