# Studies pooled: rma (REML, Paule-Mandel, DerSimonian-Laird, common effect), predict, confint, leave1out, escalc.
# Writes tests/oracles/pooling.csv and the studies under tests/oracles/data.

source("validation/oracle.R")
suppressMessages(library(metafor))
set.seed(6)

studies_of <- function(k, mean, tau, smallest, largest) {
  std_error <- runif(k, smallest, largest)
  data.frame(value = rnorm(k, mean, sqrt(tau^2 + std_error^2)), std_error = std_error)
}

vaccine <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
cases <- list(
  pooling_vaccine = data.frame(value = as.numeric(vaccine$yi), std_error = sqrt(vaccine$vi)),
  pooling_ten = studies_of(10, -0.4, 0.2, 0.05, 0.4),
  pooling_apart = studies_of(7, 1, 2, 0.05, 0.2),
  pooling_alike = data.frame(value = c(0.1, 0.12, 0.11, 0.09), std_error = sqrt(c(0.1, 0.2, 0.1, 0.1))),
  pooling_three = data.frame(value = c(-0.7, 0.1, -0.2), std_error = c(0.2, 0.15, 0.4)),
  pooling_two = data.frame(value = c(-0.9, 0.1), std_error = c(0.2, 0.3)),
  pooling_uneven = data.frame(value = c(0.2, 1.4, -0.3, 0.5, 0.25), std_error = c(0.01, 0.9, 1.5, 0.3, 0.02)),
  pooling_many = studies_of(60, 0.3, 0.1, 0.02, 0.3)
)

tight <- list(threshold = 1e-14, maxiter = 10000, tol = 1e-14)
methods <- c(REML = "REML", PM = "PM", DL = "DL", EE = "EE")
tests <- c(normal = "z", knapp = "knha", guarded = "adhoc")
names_of <- c(REML = "Pooled, REML", PM = "Pooled, Paule-Mandel", DL = "Pooled, DerSimonian-Laird",
              EE = "Pooled, common effect")
oracle <- new_oracle()

for (case in names(cases)) {
  studies <- cases[[case]]
  exactly <- lapply(studies, format, digits = 17, trim = TRUE)
  save_patients(as.data.frame(exactly), case)
  # metafor warns of Hartung and Knapp with a common effect; ranvier refuses it.
  for (method in methods) for (test in if (method == "EE") "normal" else names(tests)) {
    fit <- rma(value, sei = std_error, data = studies, method = method, test = tests[[test]], control = tight)
    name <- names_of[[method]]
    quantities <- c(mean = as.numeric(fit$beta), se = fit$se, lower = fit$ci.lb, upper = fit$ci.ub)
    record(oracle, name, case, test, quantities, "metafor")
    if (test == "normal") {
      record(oracle, name, case, "all", c(tau2 = fit$tau2, i2 = fit$I2, h2 = fit$H2, q = fit$QE, p = fit$QEp), "metafor")
      record(oracle, name, case, "weight", unname(weights(fit)), "metafor")
    }
    if (method != "EE" && nrow(studies) > 2) {
      further <- predict(fit, pi.type = "riley")
      record(oracle, name, case, paste0(test, " further"), c(lower = further$pi.lb, upper = further$pi.ub), "metafor")
    }
    if (method != "EE") {
      usual <- predict(fit)  # t with one degree less than studies after Hartung and Knapp, else normal
      record(oracle, name, case, paste0(test, " usual"), c(lower = usual$pi.lb, upper = usual$pi.ub), "metafor")
    }
  }
  spread <- confint(rma(value, sei = std_error, data = studies, method = "REML", control = tight),
                    control = list(tol = 1e-14, maxiter = 10000, tau2.max = 1e4))
  record(oracle, "Spread between studies, Q-profile", case, "tau2",
         c(lower = spread$random[1, "ci.lb"], upper = spread$random[1, "ci.ub"]), "metafor")
  if (nrow(studies) > 2) {
    for (method in c("REML", "PM")) {
      left <- leave1out(rma(value, sei = std_error, data = studies, method = method, test = "knha", control = tight))
      name <- "Pooled without each study"
      record(oracle, name, case, paste(method, "mean"), unname(left$estimate), "metafor")
      record(oracle, name, case, paste(method, "lower"), unname(left$ci.lb), "metafor")
    }
  }
}

counts <- data.frame(n_yes = c(3, 0, 12, 7, 40), n_all = c(20, 15, 30, 7, 95))
save_patients(counts, "pooling_shares")
logits <- escalc(measure = "PLO", xi = n_yes, ni = n_all, data = counts, add = 0.5, to = "only0")
record(oracle, "Logit of a share", "pooling_shares", "value", as.numeric(logits$yi), "metafor")
record(oracle, "Logit of a share", "pooling_shares", "std_error", sqrt(logits$vi), "metafor")
fit <- rma(yi, vi, data = logits, method = "REML", test = "adhoc", control = tight)
natural <- predict(fit, transf = transf.ilogit)
record(oracle, "Pooled, REML", "pooling_shares", "natural",
       c(mean = natural$pred, lower = natural$ci.lb, upper = natural$ci.ub), "metafor")

save_oracle(oracle, "pooling.csv")
